import type { Restored } from './contender.ts';

/** What the runtime of streams says of each task, in a line of JSON. */
const message = /^task \d+ is restored: (?<records>[\d,]+) records in (?<ms>\d+) ms$/;

/** What join-service restored, by its log: tasks do it side by side, so their times overlap. */
export function restoredAccordingTo(log: string): Restored {
  const tasks = log.split('\n').flatMap(restoredTask);
  if (tasks.length === 0) return { records: 0, seconds: 0 };
  const startMs = Math.min(...tasks.map(({ endMs, ms }) => endMs - ms));
  const endMs = Math.max(...tasks.map((task) => task.endMs));
  return {
    records: tasks.reduce((sum, { records }) => sum + records, 0),
    seconds: (endMs - startMs) / 1000,
  };
}

function restoredTask(line: string) {
  if (!line.startsWith('{') || !line.endsWith('}')) return [];
  const { time, msg = '' } = JSON.parse(line) as { readonly time: unknown; readonly msg?: string };
  const { records, ms } = message.exec(msg)?.groups ?? {};
  if (records === undefined || ms === undefined) return [];
  const endMs = new Date(time as string | number).getTime();
  return [{ records: Number(records.replaceAll(',', '')), ms: Number(ms), endMs }];
}
