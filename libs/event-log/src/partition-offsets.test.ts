import { describe, expect, it } from '@jest/globals';
import type { EventLog } from './event-log.ts';
import { fromEarliest, partitionName, topicPartitions } from './partition-offsets.ts';

describe('topicPartitions', () => {
  it('counts from 0', () => {
    expect(topicPartitions('users', 2)).toEqual([
      { topic: 'users', partition: 0 },
      { topic: 'users', partition: 1 },
    ]);
  });
});

describe('partitionName', () => {
  it('tells partitions apart', () => {
    expect(partitionName({ topic: 'user-information', partition: 7 })).toBe('user-information-7');
  });
});

describe('fromEarliest', () => {
  it('asks for each topic, in order', async () => {
    const earliestOffsets = async (topic: string) => [
      { topic, partition: 0, offset: topic.length },
    ];
    const log = { earliestOffsets } as unknown as EventLog;
    expect(await fromEarliest(log, ['users', 'tweets'])).toEqual([
      { topic: 'users', partition: 0, offset: 5 },
      { topic: 'tweets', partition: 0, offset: 6 },
    ]);
  });
});
