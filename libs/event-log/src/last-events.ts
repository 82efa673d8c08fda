import type { LogRecord, RecordHeaders } from './log-record.ts';
import { positionText } from './record-position.ts';

/** The header of a derived record that tells its last events, as `joinLastEvents` writes them. */
export const lastEventsHeader = 'last-events';

/** Of what a record is derived from: the last event that came by one of the inputs. */
export interface LastEvent {
  /** `follows-1@123`: its topic, partition and offset. */
  readonly position: string;
  /** When it happened, in milliseconds since 1970 UTC. */
  readonly happenedMs: number;
  /** When what is derived came to include it, in milliseconds since 1970 UTC. */
  readonly appliedMs: number;
}

/**
 * What is written of the last event by each input, by the name of the input in the letters of a URL.
 * Who passes these on has nothing to take apart: they are in every record of a view.
 */
export type LastEventTexts = ReadonlyMap<string, string>;

const none: LastEventTexts = new Map();

/** Times are in base 36: they are short so. */
const radix = 36;

/** `follows-1@123/mi8i9c00`: an event, and when it happened. */
export function lastEventText(record: LogRecord): string {
  return `${positionText(record)}/${record.timestampMs.toString(radix)}`;
}

/** `/mi8i9c04`, which goes behind the text of an event: when it was applied. */
export function appliedText(appliedMs: number): string {
  return `/${appliedMs.toString(radix)}`;
}

/** The name of an input as `LastEventTexts` has it. */
export function inputText(input: string): string {
  return encodeURIComponent(input);
}

/** `followers=follows-1@123/mi8i9c00/mi8i9c04,…`; empty when there are none. */
export function joinLastEvents(texts: Iterable<readonly [input: string, event: string]>): string {
  let all = '';
  for (const [input, event] of texts) all += `${all === '' ? '' : ','}${input}=${event}`;
  return all;
}

/** What `joinLastEvents` wrote. */
export function splitLastEvents(all: string): LastEventTexts {
  if (all === '') return none;
  const texts = new Map<string, string>();
  for (const text of all.split(',')) {
    const end = text.indexOf('=');
    texts.set(text.slice(0, end), text.slice(end + 1));
  }
  return texts;
}

/** By the names of the inputs, what a record's headers tell; nothing for what can't be read. */
export function lastEventsOf(headers: RecordHeaders): ReadonlyMap<string, LastEvent> {
  const events = new Map<string, LastEvent>();
  for (const [input, text] of splitLastEvents(headers[lastEventsHeader] ?? '')) {
    const event = parseEvent(text);
    const name = nameOf(input);
    if (event !== undefined && name !== undefined) events.set(name, event);
  }
  return events;
}

const pattern = /^([\w.-]+-\d+@\d+)\/(-?[\da-z]+)\/(-?[\da-z]+)$/;
/** What `Date` can hold. */
const maxMs = 8.64e15;

function parseEvent(text: string): LastEvent | undefined {
  const [, position, happened = '', applied = ''] = pattern.exec(text) ?? [];
  const [happenedMs, appliedMs] = [parseInt(happened, radix), parseInt(applied, radix)];
  const isDated = Math.abs(happenedMs) <= maxMs && Math.abs(appliedMs) <= maxMs;
  return position === undefined || !isDated ? undefined : { position, happenedMs, appliedMs };
}

function nameOf(input: string): string | undefined {
  try {
    return decodeURIComponent(input);
  } catch {
    return undefined;
  }
}
