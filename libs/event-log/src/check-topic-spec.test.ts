import { describe, expect, it } from '@jest/globals';
import { checkTopicSpec } from './check-topic-spec.ts';
import type { TopicSpec } from './topic-spec.ts';

const good: TopicSpec = { name: 'user-information', kind: 'changelog', partitions: 3 };

describe('checkTopicSpec', () => {
  it.each<Partial<TopicSpec>>([
    {},
    { name: 'A.b_c-9' },
    { name: '...' },
    { name: 'x'.repeat(249) },
    { partitions: 1 },
    { kind: 'record-stream', retentionMs: 1 },
    { kind: 'repartition' },
  ])('takes %j', (change) => {
    expect(() => checkTopicSpec({ ...good, ...change })).not.toThrow();
  });

  it.each<[Partial<TopicSpec>, string]>([
    [{ name: '' }, '1 to 249'],
    [{ name: '.' }, 'neither "." nor ".."'],
    [{ name: '..' }, 'Topic ".." is refused'],
    [{ name: 'a/../b' }, 'Topic "a/../b" is refused'],
    [{ name: 'line\n' }, '1 to 249'],
    [{ name: 'x'.repeat(250) }, '1 to 249'],
    [{ partitions: 0 }, 'not 0'],
    [{ partitions: Number.NaN }, 'not NaN'],
    [{ retentionMs: 1 }, 'this is a changelog'],
    [{ kind: 'record-stream', retentionMs: 0.5 }, 'not 0.5'],
  ])('refuses %j and says why', (change, reason) => {
    expect(() => checkTopicSpec({ ...good, ...change })).toThrow(
      expect.objectContaining({
        code: 'INVALID_TOPIC',
        message: expect.stringContaining(reason),
      }),
    );
  });
});
