/** `npm run rehearse`: goes through the talk by itself, and prints what the audience would have seen. */
import { resolve } from 'node:path';
import { findTestPrograms } from '@user-information/servers';
import { rehearse } from './rehearse.ts';

const { env, missing } = findTestPrograms(process.env);
const { PROMETHEUS: prometheus, ALERTMANAGER: alertmanager } = env;

// Ends all that was started, in good order. It may come twice, from the terminal and from npm.
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopping.abort());

if (prometheus === undefined || alertmanager === undefined) {
  console.error(
    `There is an alert in the talk, but ${missing.prometheus ?? missing.alertmanager} ` +
      'PROMETHEUS and ALERTMANAGER may name programs that are elsewhere.',
  );
  process.exitCode = 1;
} else {
  const workspace = resolve(import.meta.dirname, '../../..');
  const programs = { prometheus, alertmanager };
  const { signal } = stopping;
  const isWell = await rehearse({ workspace, ...programs, signal, tell: console.log });
  process.exitCode = signal.aborted ? 130 : Number(!isWell);
}
