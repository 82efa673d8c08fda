const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** What was done in so many seconds: `1,234 records joined (123/s)`, and dead letters if any. */
export function progressLine(records: number, deadLetters: number, seconds: number): string {
  const joined = `${count.format(records)} records joined (${count.format(records / seconds)}/s)`;
  return deadLetters === 0 ? joined : `${joined}, ${count.format(deadLetters)} dead letters`;
}
