import { describe, expect, it } from '@jest/globals';
import { checkRecord } from './check-record.ts';
import type { NewRecord } from './log-record.ts';
import type { TopicKind } from './topic-spec.ts';

const nowMs = Date.UTC(2026, 0, 1);
const good: NewRecord = { topic: 'likes', key: Buffer.from('ann'), value: null };
const check = (wrong: object, kind: TopicKind = 'changelog') =>
  checkRecord({ ...good, ...wrong }, { kind }, nowMs);

describe('checkRecord', () => {
  it.each<[TopicKind, object]>([
    ['changelog', {}],
    ['changelog', { timestampMs: nowMs + 3_600_000 }],
    ['changelog', { timestampMs: 0 }],
    ['changelog', { headers: { traceparent: 'x' }, value: Buffer.alloc(0) }],
    ['record-stream', { key: null }],
  ])('takes into a %s %j', (kind, record) => {
    expect(() => check(record, kind)).not.toThrow();
  });

  it.each([
    [{ key: null }, 'needs one'],
    [{ key: 'ann' }, 'Buffer or null'],
    [{ value: 'x' }, 'Buffer or null'],
    [{ timestampMs: 1.5 }, 'not 1.5'],
    [{ timestampMs: -1 }, 'not -1'],
    [{ timestampMs: nowMs + 3_600_001 }, 'ahead of the clock'],
    [{ headers: { retries: 3 } }, 'header "retries"'],
  ])('refuses %j', (record, reason) => {
    expect(() => check(record)).toThrow(
      expect.objectContaining({ code: 'INVALID_RECORD', message: expect.stringContaining(reason) }),
    );
  });
});
