import { printTable, tabulate } from '@user-information/bench';
import type { Outcome } from './run-modes.ts';
import type { Settings } from './settings.ts';

/** One table of all modes, and below it those that have no figures: Markdown. */
export function reportOf(settings: Settings, outcomes: readonly Outcome[]): string {
  const samples = outcomes.flatMap((it) => ('samples' in it ? it.samples : []));
  const others = outcomes.flatMap((it) => {
    if ('missing' in it) return `Left out is **${it.mode}**: ${it.missing}`;
    return 'failure' in it ? `**${it.mode}** failed: ${it.failure}` : [];
  });
  const tables = samples.length === 0 ? [] : [printTable(tabulate(titleOf(settings), samples))];
  return [...tables, ...others].join('\n\n');
}

function titleOf(settings: Settings): string {
  const { connections, durability, repeats, seconds, users } = settings;
  const { 'per-second': perSecond, 'updates-per-second': updatesPerSecond } = settings;
  return (
    `GET /users/:userId, ${users} users, ${updatesPerSecond} updates/s: ` +
    `latency at ${perSecond} requests/s (open loop), and most requests/s of ${connections} connections. ` +
    `Median (min–max) of ${repeats} × ${seconds} s, LOG_DURABILITY=${durability}`
  );
}
