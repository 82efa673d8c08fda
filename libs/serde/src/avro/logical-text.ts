type Attributes = Readonly<Record<string, unknown>>;
type Render = (value: never) => string;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * How a value of a logical type (Avro specification, "Logical Types") is written for people, by
 * the type that it is stored as; undefined for what is shown as that type. Dates and times are ISO 8601.
 */
export function logicalText(stored: unknown, attributes: Attributes): Render | undefined {
  const { logicalType } = attributes;
  const byName = renderers.get(`${String(stored)} ${String(logicalType)}`);
  if (byName !== undefined) return byName;
  if (logicalType === 'decimal' && (stored === 'bytes' || stored === 'fixed')) {
    return decimalText(attributes);
  }
  const isUuid = logicalType === 'uuid' && stored === 'fixed' && attributes['size'] === 16;
  return isUuid ? uuidText : undefined;
}

const renderers = new Map<string, Render>([
  ['int date', (days: number) => isoText(days * dayMs, days).slice(0, -'T00:00:00.000Z'.length)],
  ['int time-millis', (ms: number) => timeText(ms, ms)],
  ['long time-micros', (micros: number) => timeText(Math.floor(micros / 1000), micros, micros)],
  ['long timestamp-millis', (ms: number) => isoText(ms, ms)],
  ['long timestamp-micros', (micros: number) => `${microsText(micros)}Z`],
  ['long local-timestamp-millis', (ms: number) => isoText(ms, ms).slice(0, -1)],
  ['long local-timestamp-micros', (micros: number) => microsText(micros)],
]);

/** `value` is what was stored, for the error. */
function isoText(ms: number, value: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) {
    throw new RangeError(`the timestamp ${value} is beyond what ISO 8601 writes`);
  }
  return date.toISOString();
}

function microsText(micros: number): string {
  return isoText(Math.floor(micros / 1000), micros).slice(0, -1) + lastMicros(micros);
}

/** The three digits behind those of the milliseconds; times before 1970 count up, too. */
function lastMicros(micros: number): string {
  return String(((micros % 1000) + 1000) % 1000).padStart(3, '0');
}

function timeText(ms: number, value: number, micros?: number): string {
  if (ms < 0 || ms >= dayMs) throw new RangeError(`the time ${value} is not within a day`);
  const text = new Date(ms).toISOString().slice('1970-01-01T'.length, -1);
  return micros === undefined ? text : text + lastMicros(micros);
}

/** Text, since a JSON number would be rounded. Undefined for what the specification does not allow. */
function decimalText({ precision, scale = 0 }: Attributes): Render | undefined {
  if (!Number.isInteger(precision) || typeof scale !== 'number' || !(scale >= 0)) return undefined;
  return (bytes: Buffer) => {
    const unscaled = BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex') || '0'}`));
    const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
    const sign = unscaled < 0n ? '-' : '';
    const whole = digits.slice(0, digits.length - scale);
    return scale === 0 ? sign + digits : `${sign}${whole}.${digits.slice(-scale)}`;
  };
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
