import type { ServiceProcess } from '@user-information/harness';
import { send } from '../commands.ts';
import { until } from './until.ts';

/** What the auditor says: it must never have found anything wrong, and find all right now. */
export async function auditorFaults(auditor: ServiceProcess): Promise<readonly string[]> {
  const nowMs = Date.now();
  let verdict = 'unknown';
  await until(async () => {
    const { body } = await send('GET', `${auditor.url}/audit`);
    verdict = String(body['verdict']);
    return Date.parse(String(body['completedAt'])) > nowMs;
  }, 'the auditor completes an audit');
  const alarms = auditor.lines(/rows wrong/).map((line) => `The auditor said: ${line}`);
  return verdict === 'right' ? alarms : [`The auditor finds the view ${verdict}.`, ...alarms];
}
