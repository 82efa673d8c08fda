/** A log record as pino writes it, with the level as a word and the time in ISO 8601. */
export type LogLine = Readonly<Record<string, unknown>>;

const notFields = new Set(['time', 'level', 'msg', 'name', 'pid', 'hostname', 'err']);

/**
 * One line for a person at some distance: local time, the level unless it is info, the message, and
 * its fields as `name=value`. The stack of an error follows in lines of its own.
 */
export function prettyLine(log: LogLine): string {
  const fields = Object.entries(log)
    .filter(([name]) => !notFields.has(name))
    .map(([name, value]) => `${name}=${fieldText(value)}`);
  const { time, level, msg = '', err: error } = log;
  const levelWord = level === 'info' ? [] : [String(level).toUpperCase()];
  const line = [clockTime(time), ...levelWord, msg, ...fields].join(' ');
  return isErrorLike(error) ? `${line}\n${error.stack}` : line;
}

function clockTime(time: unknown): string {
  return new Date(String(time)).toTimeString().slice(0, 8);
}

function fieldText(value: unknown): string {
  return typeof value === 'string' && !/[\s"=\p{Cc}]/u.test(value) ? value : JSON.stringify(value);
}

function isErrorLike(value: unknown): value is { readonly stack: string } {
  return typeof value === 'object' && value !== null && 'stack' in value;
}
