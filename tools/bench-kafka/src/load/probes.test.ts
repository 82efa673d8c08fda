import { openWriters } from '@user-information/bench';
import { MemorySchemaRegistry } from '@user-information/serde';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Probes } from './probes.ts';

const log = { createTopics: () => Promise.resolve() };
let seen: [kind: string, sentAtMs: number, seenAtMs: number][];
let probes: Probes;

beforeEach(async () => {
  seen = [];
  probes = new Probes({
    writers: await openWriters(log, new MemorySchemaRegistry()),
    userIds: ['7', '8'],
    onSeen: (...change) => seen.push(change),
  });
});

const row = (revision: number, tweetCount: number) => ({
  name: `User 7, revision ${revision}`,
  tweetCount,
});

describe('Probes', () => {
  it('changes profiles and counts of its users in turn', () => {
    const sent = Array.from({ length: 6 }, (_, i) => probes.next(i));
    expect(sent.map(({ topic, key }) => [topic, String(key)])).toEqual([
      ['users', '7'],
      ['users', '8'],
      ['tweets', '7-1'],
      ['tweets', '8-1'],
      ['users', '7'],
      ['users', '8'],
    ]);
  });

  it('tells when each change was sent and seen, also of those that a later one hid', () => {
    for (let nowMs = 0; nowMs < 5; nowMs++) probes.next(nowMs);
    probes.seen('7', row(1, 0), 10);
    expect(seen).toEqual([['profile', 0, 10]]);
    probes.seen('7', row(2, 1), 20);
    expect(seen.slice(1)).toEqual([
      ['profile', 4, 20],
      ['count', 2, 20],
    ]);
  });

  it('takes no row for a change twice, and none of others', () => {
    probes.next(0);
    probes.seen('7', row(1, 0), 10);
    probes.seen('7', row(1, 0), 11);
    probes.seen('9', row(1, 0), 12);
    expect(seen).toHaveLength(1);
    expect([probes.has('7'), probes.has('9')]).toEqual([true, false]);
  });

  it('knows since when the oldest change has been under way', () => {
    expect(probes.oldestPendingMs).toBe(Infinity);
    probes.next(3);
    probes.next(4);
    expect(probes.oldestPendingMs).toBe(3);
    probes.seen('7', row(1, 0), 10);
    expect(probes.oldestPendingMs).toBe(4);
  });
});
