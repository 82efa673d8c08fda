const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function count(value: number): string {
  return whole.format(value);
}

/** `52/s`, and with a decimal where it is little. */
export function rate(perSecond: number): string {
  if (perSecond < 0.05) return '0/s';
  return `${perSecond < 9.95 ? perSecond.toFixed(1) : whole.format(perSecond)}/s`;
}

/** `0.87 ms`, `18 ms` or `1.4 s`. */
export function duration(ms: number): string {
  if (ms >= 999.5) return `${(ms / 1000).toFixed(ms < 99_500 ? 1 : 0)} s`;
  if (ms >= 9.95) return `${ms.toFixed(0)} ms`;
  return `${ms.toFixed(ms < 0.995 ? 2 : 1)} ms`;
}

/** `Ada Lovelace` to `AL`. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => (word ?? '').slice(0, 1).toUpperCase()).join('');
}

/** A hue for an id, the same each time: 0 to 359. Ids that follow each other get far ones. */
export function hueOf(id: string): number {
  let hash = 7;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360_007;
  return (hash * 137) % 360;
}
