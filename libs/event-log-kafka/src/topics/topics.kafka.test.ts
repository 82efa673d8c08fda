import { describe, expect, it } from '@jest/globals';
import type { TopicSpec } from '@user-information/event-log';
import { testCluster } from '../test-cluster.ts';
import { freshName, testLogs } from '../test-log.ts';

const DAY_MS = 86_400_000;
const logs = testLogs();
const cluster = testCluster();
const forEver = { 'cleanup.policy': 'delete', 'retention.ms': '-1' };

describe('a topic that somebody else created', () => {
  it.each<[string, Record<string, string>, Partial<TopicSpec>, RegExp]>([
    [
      'deletes what a changelog must keep',
      { 'cleanup.policy': 'delete' },
      { kind: 'changelog' },
      /its cleanup\.policy is "delete", so its kind is record-stream, and a changelog has "compact"/,
    ],
    [
      'deletes what a changelog must keep, besides compacting it',
      { 'cleanup.policy': 'compact,delete' },
      { kind: 'changelog' },
      /its cleanup\.policy is "compact,delete"/,
    ],
    [
      'compacts a record stream',
      { 'cleanup.policy': 'compact' },
      { kind: 'record-stream', retentionMs: DAY_MS },
      /its cleanup\.policy is "compact", so its kind is changelog, and a record-stream has "delete"/,
    ],
    [
      'deletes a repartition topic by age',
      { 'cleanup.policy': 'delete', 'retention.ms': String(DAY_MS) },
      { kind: 'repartition' },
      /retentionMs 86400000 \(retention\.ms\), not for ever/,
    ],
    [
      'deletes by size',
      { ...forEver, 'retention.bytes': '1000000' },
      { kind: 'record-stream' },
      /its retention\.bytes is 1000000/,
    ],
    [
      'overwrites timestamps',
      { 'cleanup.policy': 'compact', 'message.timestamp.type': 'LogAppendTime' },
      { kind: 'changelog' },
      /its message\.timestamp\.type is LogAppendTime/,
    ],
  ])('is refused when it %s', async (_, configs, wanted, message) => {
    const log = await logs.open();
    const name = await cluster.createTopic(configs);
    const spec = { kind: 'changelog', ...wanted, name, partitions: 3 } as TopicSpec;
    await expect(log.createTopics([spec])).rejects.toMatchObject({
      code: 'TOPIC_CONFLICT',
      message: expect.stringMatching(message),
    });
  });

  it('is taken for what it can be', async () => {
    const log = await logs.open();
    const name = await cluster.createTopic(forEver);
    expect((await log.describeTopic(name)).kind).toBe('record-stream');
    await log.createTopics([{ name, kind: 'repartition', partitions: 3 }]);
    expect((await log.describeTopic(name)).kind).toBe('repartition');
    await log.truncate([{ topic: name, partition: 0, offset: 0 }]);
  });
});

describe('createTopics', () => {
  it('names a replication factor that there are no brokers for', async () => {
    const log = await logs.open({ replicationFactor: 100 });
    const spec = { name: freshName(), kind: 'changelog', partitions: 1 } as const;
    await expect(log.createTopics([spec])).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining("can't have the replication factor 100"),
    });
  });

  it('refuses a topic that is asked for twice and differs', async () => {
    const log = await logs.open();
    const spec = { name: freshName(), kind: 'changelog', partitions: 1 } as const;
    await expect(log.createTopics([spec, { ...spec, partitions: 2 }])).rejects.toMatchObject({
      code: 'TOPIC_CONFLICT',
      message: expect.stringContaining('with partitions 1 and 2'),
    });
    await expect(log.describeTopic(spec.name)).rejects.toMatchObject({ code: 'UNKNOWN_TOPIC' });
  });
});
