import { describe, expect, it } from '@jest/globals';
import {
  appliedText,
  inputText,
  joinLastEvents,
  lastEventsOf,
  lastEventText,
  splitLastEvents,
} from './last-events.ts';

const timestampMs = 1_763_740_800_000;
const record = {
  ...{ topic: 'user-follows', partition: 1, offset: 123, timestampMs },
  ...{ key: null, value: null, headers: {} },
};
const text = lastEventText(record) + appliedText(timestampMs + 4);
const event = {
  position: 'user-follows-1@123',
  happenedMs: timestampMs,
  appliedMs: timestampMs + 4,
};
const told = (all: string) => lastEventsOf({ 'last-events': all });

describe('the header that tells last events', () => {
  it('says of each input which event it was, when that happened and was applied', () => {
    const all = joinLastEvents(
      new Map([
        ['followers', text],
        ['likes', text],
      ]),
    );
    expect(all).toBe(`followers=${text},likes=${text}`);
    expect(told(all)).toEqual(
      new Map([
        ['followers', event],
        ['likes', event],
      ]),
    );
  });

  it('says nothing when there is nothing to say', () => {
    expect(joinLastEvents(new Map())).toBe('');
    expect(splitLastEvents('').size).toBe(0);
    expect(lastEventsOf({}).size).toBe(0);
  });

  it('comes back as it was, whatever inputs are called', () => {
    const names = ['by "caller", or=not', '数', 'constructor', ' '];
    const texts = new Map(names.map((name) => [inputText(name), text]));
    expect(splitLastEvents(joinLastEvents(texts))).toEqual(texts);
    expect([...told(joinLastEvents(texts)).keys()]).toEqual(names);
  });

  it('takes times from before 1970, and all that a date can be', () => {
    for (const ms of [-1, -8.64e15, 8.64e15]) {
      const old = lastEventText({ ...record, timestampMs: ms }) + appliedText(ms);
      const [only] = told(`a=${old}`).values();
      expect(only).toMatchObject({ happenedMs: ms, appliedMs: ms });
    }
  });

  it.each([
    'text',
    '=',
    ',,,',
    'followers',
    'followers=follows-1@123',
    'followers=follows-1@123/mi8i9c00',
    'followers=follows-1@123/mi8i9c00/l.ter',
    `followers=follows-1@123/${'z'.repeat(11)}/0`,
    `followers=follows-1@123/0/${'z'.repeat(1_000)}`,
    `%=${text}`,
  ])('is taken no notice of when somebody else wrote %s', (other) => {
    expect(told(other).size).toBe(0);
  });
});
