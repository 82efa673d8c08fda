import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '@user-information/event-log';
import { readTable, recount } from '@user-information/harness';
import type { Row } from '@user-information/harness';
import { topics } from '@user-information/schemas';
import { asServed } from './workload/users.ts';

const schema = 'libs/schemas/src/avsc/user-information.avsc';

/** What the join published must equal a recount of its inputs: a fast wrong answer is worthless. */
export async function checkView(log: EventLog, workspace: string): Promise<Map<string, Row>> {
  const expected = await recount(log, workspace);
  const view = await readTable(log, topics.userInformation.name, join(workspace, schema));
  const fault = faultOf(view, expected);
  if (fault !== undefined) throw new Error(fault);
  return view;
}

/** What is wrong in a view, as a sentence; undefined when it equals the recount. */
export function faultOf(
  view: ReadonlyMap<string, Row>,
  expected: ReadonlyMap<string, Row>,
): string | undefined {
  const wrong = wrongUsers(view, expected);
  const [key] = wrong;
  if (key === undefined) return undefined;
  const { size } = new Set([...expected.keys(), ...view.keys()]);
  return (
    `${wrong.length} of ${size} users are wrong in the view. User ${key} is ` +
    `${JSON.stringify(view.get(key))}, but a recount says ${JSON.stringify(expected.get(key))}.`
  );
}

/** The ids of those whose row is not what a recount says, or is missing, or should not be there. */
export function wrongUsers(
  view: ReadonlyMap<string, Row>,
  expected: ReadonlyMap<string, Row>,
): string[] {
  const keys = new Set([...expected.keys(), ...view.keys()]);
  return [...keys].filter((key) => !isDeepStrictEqual(view.get(key), expected.get(key)));
}

/** What is served must become, in time, what the view says; looks at some of its users. */
export async function checkServed(
  url: string,
  view: ReadonlyMap<string, Row>,
  { limitMs = 20_000, sampleSize = 200 } = {},
): Promise<void> {
  const step = Math.max(1, Math.floor(view.size / sampleSize));
  const sample = [...view].filter((_, i) => i % step === 0);
  const deadlineMs = Date.now() + limitMs;
  for (const [userId, row] of sample) {
    const expected = asServed(row);
    for (;;) {
      const response = await fetch(`${url}/users/${encodeURIComponent(userId)}`);
      const answer = JSON.parse(await response.text()) as unknown;
      if (isDeepStrictEqual(answer, expected)) break;
      if (Date.now() > deadlineMs) {
        throw new Error(
          `GET /users/${userId} answers ${response.status} ${JSON.stringify(answer)} instead of ${JSON.stringify(expected)}.`,
        );
      }
      await delay(20);
    }
  }
}
