import { describe, expect, it } from '@jest/globals';
import type { TopicSpec } from '../topic-spec.ts';
import { expectCode } from './expect-code.ts';
import type { Suite } from './suite.ts';

export function topicTests(suite: Suite): void {
  describe('topics', () => {
    it.each<Omit<TopicSpec, 'name'>>([
      { kind: 'changelog', partitions: 3 },
      { kind: 'record-stream', partitions: 1, retentionMs: 86_400_000 },
      { kind: 'record-stream', partitions: 2 },
      { kind: 'repartition', partitions: 5 },
    ])('creates and describes %j', async (settings) => {
      const spec = { name: suite.freshName(), ...settings };
      await suite.log.createTopics([spec]);
      expect(await suite.log.describeTopic(spec.name)).toEqual(spec);
    });

    it('creates several at once, and only what is missing', async () => {
      const specs = ['changelog', 'repartition', 'changelog'].map((kind) => ({
        name: suite.freshName(),
        kind: kind as TopicSpec['kind'],
        partitions: 2,
      }));
      await suite.log.createTopics(specs.slice(0, 2));
      await suite.log.createTopics(specs);
      expect(await Promise.all(specs.map(({ name }) => suite.log.describeTopic(name)))).toEqual(
        specs,
      );
    });

    it('creates the same topic from several clients at once', async () => {
      const spec: TopicSpec = { name: suite.freshName(), kind: 'changelog', partitions: 2 };
      const logs = [suite.log, await suite.another(), await suite.another()];
      await Promise.all(logs.map((log) => log.createTopics([spec])));
      expect(await Promise.all(logs.map((log) => log.describeTopic(spec.name)))).toEqual([
        spec,
        spec,
        spec,
      ]);
    });

    it('shows another client a topic', async () => {
      const name = await suite.createTopic('changelog');
      expect((await (await suite.another()).describeTopic(name)).partitions).toBe(3);
    });

    it.each<[string, Partial<TopicSpec>]>([
      ['partitions', { partitions: 4 }],
      ['kind', { kind: 'repartition' }],
    ])('refuses a topic that exists with another setting: %s', async (setting, change) => {
      const name = await suite.createTopic('changelog');
      const other: TopicSpec = { name, kind: 'changelog', partitions: 3, ...change };
      await expectCode(suite.log.createTopics([other]), 'TOPIC_CONFLICT', setting);
      expect(await suite.log.describeTopic(name)).toEqual({
        name,
        kind: 'changelog',
        partitions: 3,
      });
    });

    it('refuses a record stream that exists with another retention', async () => {
      const name = await suite.createTopic('record-stream', { retentionMs: 60_000 });
      const other: TopicSpec = { name, kind: 'record-stream', partitions: 3, retentionMs: 70_000 };
      await expectCode(suite.log.createTopics([other]), 'TOPIC_CONFLICT', 'retentionMs');
    });

    it.each(['', '.', '..', 'a b', 'a/b', 'ü', 'x'.repeat(250)])(
      'refuses the name %j',
      async (name) => {
        const spec: TopicSpec = { name, kind: 'changelog', partitions: 1 };
        await expectCode(suite.log.createTopics([spec]), 'INVALID_TOPIC');
      },
    );

    it.each<[string, Partial<TopicSpec>]>([
      ['partitions', { partitions: 0 }],
      ['partitions', { partitions: 1.5 }],
      ['retentionMs', { retentionMs: 1000 }],
      ['retentionMs', { kind: 'record-stream', retentionMs: 0 }],
    ])('refuses wrong %s: %j', async (setting, change) => {
      const name = suite.freshName();
      const spec: TopicSpec = { name, kind: 'changelog', partitions: 1, ...change };
      await expectCode(suite.log.createTopics([spec]), 'INVALID_TOPIC', setting);
    });

    it('says which topic nobody created', async () => {
      const name = suite.freshName();
      await expectCode(suite.log.describeTopic(name), 'UNKNOWN_TOPIC', name);
      await expectCode(suite.log.endOffsets(name), 'UNKNOWN_TOPIC', name);
      await expectCode(suite.log.earliestOffsets(name), 'UNKNOWN_TOPIC', name);
    });

    it('starts empty, each partition at its end', async () => {
      const name = await suite.createTopic('changelog');
      const earliest = await suite.log.earliestOffsets(name);
      expect(earliest.map(({ partition }) => partition)).toEqual([0, 1, 2]);
      expect(await suite.log.endOffsets(name)).toEqual(earliest);
    });
  });
}
