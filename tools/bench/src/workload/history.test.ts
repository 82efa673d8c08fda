import { describe, expect, it } from '@jest/globals';
import type { NewRecord } from '@user-information/event-log';
import { topics } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import { MemorySchemaRegistry } from '@user-information/serde';
import { randomStream } from '@user-information/simulation';
import { History } from './history.ts';
import { TopicWriter } from './topic-writer.ts';

const registry = new MemorySchemaRegistry();
const log = { createTopics: () => Promise.resolve() };
const open = <V>(topic: Topic<V>) => TopicWriter.open(topic, log, registry);

async function makeHistory(seed = 1): Promise<History> {
  const writers = {
    users: await open(topics.users),
    tweets: await open(topics.tweets),
    follows: await open(topics.follows),
    likes: await open(topics.likes),
    userInformation: await open(topics.userInformation),
  };
  return new History(writers, {
    users: 100,
    prefix: 'test',
    random: randomStream(seed, 'test')(0),
  });
}

const share = (records: readonly NewRecord[], part: (record: NewRecord) => boolean) =>
  Math.round((records.filter(part).length / records.length) * 100);

describe('History', () => {
  it('has every user once', async () => {
    const keys = [...(await makeHistory()).everyUser()].map(({ key }) => String(key));
    expect(new Set(keys).size).toBe(100);
    expect(keys).toHaveLength(100);
  });

  it('has its share of each topic, and takes one event in twenty back', async () => {
    const events = [...(await makeHistory()).events(20_000)];
    const shares = ['tweets', 'follows', 'likes', 'users'].map((name) =>
      share(events, ({ topic }) => topic === name),
    );
    expect(shares).toEqual([30, 30, 30, 10]);
    expect(share(events, ({ value }) => value === null)).toBe(5);
  });

  it('only takes back what was', async () => {
    const made = new Set<string>();
    const unknown = [...(await makeHistory()).events(5_000)].filter(({ topic, key, value }) => {
      const id = `${topic} ${String(key)}`;
      if (value !== null) made.add(id);
      return value === null && topic !== 'users' && !made.has(id);
    });
    expect(unknown).toEqual([]);
  });

  it('is the same for the same seed', async () => {
    const keys = async (seed: number) =>
      [...(await makeHistory(seed)).events(500)].map(({ topic, key }) => `${topic} ${String(key)}`);
    expect(await keys(1)).toEqual(await keys(1));
    expect(await keys(1)).not.toEqual(await keys(2));
  });
});
