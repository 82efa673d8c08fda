import { parse, stringify } from 'yaml';
import type { RuleFile } from './rules.ts';

/** How many times as short the windows are. */
const factor = 60;
/** Rates need a few samples, of which there is one a second. */
const shortestWindowSeconds = 5;
const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** `5m` is `5s`, `6h` is `360s`. */
function shortened(duration: string, least: number): string {
  const [, amount = '0', unit = 's'] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  const inSeconds = Number(amount) * seconds[unit as keyof typeof seconds];
  return `${Math.max(least, Math.round(inSeconds / factor))}s`;
}

/** The text of a file of rules, with windows 60 times as short; thresholds stay what they are. */
export function shortenedRules(text: string): string {
  const { groups } = parse(text) as RuleFile;
  const window = (_all: string, before: string, duration: string, after: string): string =>
    `${before}${shortened(duration, shortestWindowSeconds)}${after}`;
  return stringify({
    groups: groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({
        ...rule,
        expr: rule.expr
          .replaceAll(/(\[)(\d+[smhd])(\])/g, window)
          .replaceAll(/(offset )(\d+[smhd])()/g, window),
        ...(rule.for === undefined ? {} : { for: shortened(rule.for, 1) }),
      })),
    })),
  });
}

/** The text of Alertmanager's settings, without its patience and with this webhook. */
export function impatientRoutes(text: string, webhook: string): string {
  return text
    .replaceAll(/group_wait: \w+/g, 'group_wait: 0s')
    .replaceAll(/group_interval: \w+/g, 'group_interval: 1s')
    .replaceAll(/http:\/\/host\.docker\.internal:\d+/g, webhook);
}
