import { pick, topics } from '@user-information/schemas';
import type { Tweet } from '@user-information/schemas';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemorySchemaRegistry } from '../registry/memory-schema-registry.ts';
import { avroSerde } from './avro-serde.ts';
import { anyUserInformation } from './test-values.ts';
import { topicReader, topicSerde } from './topic-serde.ts';

const tweet: Tweet = {
  tweetId: 't1',
  userId: 'u1',
  text: 'Grüße 👋',
  createdAt: 1_700_000_000_000,
};

let registry = new MemorySchemaRegistry();
beforeEach(() => {
  registry = new MemorySchemaRegistry();
});

async function openTweets() {
  const serde = topicSerde(topics.tweets, registry);
  await serde.open();
  return serde;
}

describe('a serde of Avro', () => {
  it('gives back every value', async () => {
    const serde = topicSerde(topics.userInformation, registry);
    await serde.open();
    const check = fc.asyncProperty(anyUserInformation, async (value) => {
      expect(await serde.deserialize(serde.serialize(value))).toEqual(value);
    });
    await fc.assert(check);
  });

  it('writes the bytes that the specification says, after byte 0 and the id', async () => {
    const serde = await openTweets();
    const value: Tweet = { tweetId: '1', userId: 'ab', text: '', createdAt: -65 };
    expect(serde.serialize(value).toString('hex')).toBe(
      '00' + '00000001' + '0231' + '046162' + '00' + '8101',
    );
  });

  it('answers with a promise while it asks for the schema, and at once from then on', async () => {
    const bytes = (await openTweets()).serialize(tweet);
    const reader = topicReader(topics.tweets, registry);
    const first = reader.deserialize(bytes);
    expect(first).toBeInstanceOf(Promise);
    expect(await first).toEqual(tweet);
    expect(reader.deserialize(bytes)).toEqual(tweet);
  });

  it('can not write before it is open', () => {
    expect(() => topicSerde(topics.tweets, registry).serialize(tweet)).toThrow(
      expect.objectContaining({
        code: 'NOT_REGISTERED',
        message: expect.stringContaining('"tweets-value"'),
      }),
    );
  });

  it('registers once, however often it is opened', async () => {
    const serde = await openTweets();
    const bytes = serde.serialize(tweet);
    await Promise.all([serde.open(), serde.open()]);
    expect(serde.serialize(tweet)).toEqual(bytes);
  });

  it('writes many values, small and larger than its slab, into buffers of their own', async () => {
    const serde = await openTweets();
    const values = Array.from({ length: 500 }, (_, i) => ({
      ...tweet,
      text: 'x'.repeat((i * 797) % 50_000),
    }));
    const buffers = values.map((value) => serde.serialize(value));
    for (const [i, bytes] of buffers.entries()) {
      expect(await serde.deserialize(bytes)).toEqual(values[i]);
    }
  });
});

describe('a reader of Avro', () => {
  it('decodes the fields that it picked, and registers nothing', async () => {
    const bytes = (await openTweets()).serialize(tweet);
    const latest = await registry.latest('tweets-value');
    const reader = topicReader(pick(topics.tweets, ['userId']), registry);
    expect(await reader.deserialize(bytes)).toEqual({ userId: 'u1' });
    expect(await registry.latest('tweets-value')).toEqual(latest);
    expect(() => reader.serialize(tweet)).toThrow(
      expect.objectContaining({ code: 'NOT_REGISTERED' }),
    );
  });
});

describe('a value that can not be written', () => {
  it.each<[string, unknown, string]>([
    ['a missing field', { ...tweet, text: undefined }, 'text is missing'],
    ['another field', { ...tweet, likes: 1 }, 'the value has fields that its schema lacks: likes'],
    ['a wrong type', { ...tweet, userId: 7 }, 'userId is 7, not string'],
    ['null where there must be a value', { ...tweet, userId: null }, 'userId is null, not string'],
    [
      'a long that a number rounds',
      { ...tweet, createdAt: 2 ** 53 },
      'createdAt is 9007199254740992, not a whole number within ±(2^53-1)',
    ],
    ['a fraction', { ...tweet, createdAt: 0.5 }, 'createdAt is 0.5, not a whole number'],
    [
      'a date',
      { ...tweet, createdAt: new Date(0) },
      'createdAt is 1970-01-01T00:00:00.000Z, not a whole number',
    ],
    ['a bigint', { ...tweet, createdAt: 1n }, 'createdAt is 1n, not a whole number'],
    [
      'several at once',
      { ...tweet, userId: 7, text: 8 },
      'userId is 7, not string; text is 8, not string',
    ],
    ['a function', { ...tweet, text: () => '' }, 'text is [Function: text], not string'],
    ['no record', 'tweet', "the value is 'tweet', not userinformation.Tweet"],
    ['no value', undefined, 'the value is missing'],
    [
      'a long text',
      { ...tweet, createdAt: 'x'.repeat(1000) },
      `createdAt is '${'x'.repeat(99)}…, not`,
    ],
  ])('%s', async (_what, value, reason) => {
    const serde = await openTweets();
    expect(() => serde.serialize(value as Tweet)).toThrow(
      expect.objectContaining({
        code: 'UNENCODABLE',
        message: expect.stringContaining(`A value of "tweets-value" can't be written: ${reason}`),
      }),
    );
    expect(await serde.deserialize(serde.serialize(tweet))).toEqual(tweet);
  });

  it('is named by the path of its field', async () => {
    const serde = topicSerde(topics.statuses, registry);
    await serde.open();
    const status = { type: 'tweet', tweetId: null, userId: null, text: null, createdAt: null };
    expect(() => serde.serialize({ ...status, author: { userId: 'u' } } as never)).toThrow(
      'author.username is missing',
    );
    expect(() => serde.serialize({ ...status, author: null, type: 'retweet' } as never)).toThrow(
      "type is 'retweet', not one of tweet, tweetDeleted, userLeft",
    );
    expect(() => serde.serialize({ ...status, author: null, text: 1 } as never)).toThrow(
      'text is 1, not null or string',
    );
  });

  it('is refused even where the schema has a default: nothing is filled in unasked', async () => {
    const fields = [{ name: 'a', type: 'long', default: 5 }];
    const schema = { type: 'record', name: 'R', fields };
    const serde = avroSerde<{ a?: number }>({ subject: 'r-value', schema, registry });
    await serde.open();
    expect(() => serde.serialize({})).toThrow('a is missing');
  });
});

describe('bytes that can not be read', () => {
  const damage: readonly [string, (bytes: Buffer) => Buffer, string, string][] = [
    [
      'bytes after the value',
      (bytes) => Buffer.concat([bytes, Buffer.of(0)]),
      'UNDECODABLE',
      '1 bytes follow',
    ],
    ['a value cut short', (bytes) => bytes.subarray(0, -1), 'UNDECODABLE', 'end in the middle'],
    ['a header only', (bytes) => bytes.subarray(0, 5), 'UNDECODABLE', 'end in the middle'],
    ['another format', () => Buffer.from('{"a":1}'), 'UNDECODABLE', 'wire format'],
    [
      'an unknown schema',
      (bytes) => Buffer.concat([Buffer.of(0, 0, 0, 9, 9), bytes.subarray(5)]),
      'UNKNOWN_SCHEMA',
      'id 2313',
    ],
  ];

  it.each(damage)('%s', async (_what, damaged, code, reason) => {
    const serde = await openTweets();
    const bytes = serde.serialize(tweet);
    for (let i = 0; i < 2; i++) {
      await expect((async () => serde.deserialize(damaged(bytes)))()).rejects.toMatchObject({
        code,
        message: expect.stringContaining(reason),
      });
      expect(await serde.deserialize(bytes)).toEqual(tweet);
    }
  });

  it('never kill, whatever they are: a value or a SerdeError', async () => {
    const serde = topicSerde(topics.statuses, registry);
    await serde.open();
    const body = fc.uint8Array({ maxLength: 60 });
    const check = fc.asyncProperty(body, async (body) => {
      const bytes = Buffer.concat([Buffer.of(0, 0, 0, 0, 1), body]);
      try {
        await serde.deserialize(bytes);
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNDECODABLE' });
      }
    });
    await fc.assert(check, { numRuns: 1000 });
  });
});
