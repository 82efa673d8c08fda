import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { topics } from '@user-information/schemas';
import { avroSerde, topicSerde } from '@user-information/serde';
import type { AvroSchema, Serde } from '@user-information/serde';
import { TestTopic } from './test-topic.ts';
import { ViewProcess } from './test-view-process.ts';

let data: TestTopic;
let view: ViewProcess;

beforeEach(async () => {
  data = await TestTopic.open();
});

afterEach(async () => {
  await view.stop('SIGKILL');
  await data.close();
});

/** Appends a value to a topic that may not be there yet; null deletes. */
async function append<V>(topic: string, serde: Serde<V>, key: string, value: V | null) {
  await data.log.createTopics([{ name: topic, kind: 'changelog', partitions: 2 }]);
  const bytes = value === null ? null : serde.serialize(value);
  const [record] = await data.log.append([{ topic, key: Buffer.from(key), value: bytes }]);
  return `${topic}-${record?.partition}@${record?.offset}`;
}

it('is a setting: tweets by their ids', async () => {
  const serde = topicSerde(topics.tweets, data.registry);
  await serde.open();
  const tweet = { tweetId: 't1', userId: '7', text: 'Grüße', createdAt: Date.UTC(2020, 1, 29) };
  await append('tweets', serde, 't1', tweet);
  view = new ViewProcess(data.dataDir, { VIEW_TOPIC: 'tweets', VIEW_PATH: '/tweets/:tweetId' });
  await view.isReady();
  expect(view.lines.slice(0, 2)).toEqual([
    `listens on ${await view.url} and serves the topic "tweets", from its disk`,
    `Try: curl '${await view.url}/tweets?limit=20'`,
  ]);
  const body = { ...tweet, createdAt: '2020-02-29T00:00:00.000Z' };
  expect(await view.ask('/tweets/t1')).toEqual({ status: 200, body });
  expect(await view.ask('/tweets?fields=text')).toMatchObject({
    body: { items: [{ text: 'Grüße' }] },
  });
  expect(await view.ask('/users/t1')).toMatchObject({ status: 404 });

  const edited = await append('tweets', serde, 't1', { ...tweet, text: 'Servus' });
  expect(await view.ask(`/tweets/t1?after=${edited}`)).toMatchObject({ body: { text: 'Servus' } });
  const deleted = await append('tweets', serde, 't1', null);
  expect(await view.ask(`/tweets/t1?after=${deleted}`)).toMatchObject({ status: 404 });
});

it('is a topic whose schema nobody here has ever seen', async () => {
  const schema: AvroSchema = {
    type: 'record',
    name: 'Reading',
    fields: [
      { name: 'meter', type: 'string' },
      { name: 'day', type: { type: 'int', logicalType: 'date' } },
      { name: 'at', type: { type: 'int', logicalType: 'time-millis' } },
      { name: 'taken', type: ['null', { type: 'long', logicalType: 'timestamp-micros' }] },
      { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
    ],
  };
  const { registry } = data;
  const serde = avroSerde<unknown>({ subject: 'readings-value', schema, registry });
  await serde.open();
  await append('readings', serde, 'm/1', {
    ...{ meter: 'm/1', day: 18_321, at: 43_200_001, taken: 1_582_934_400_000_001 },
    price: Buffer.from([0x04, 0xd2]),
  });
  view = new ViewProcess(data.dataDir, { VIEW_TOPIC: 'readings', VIEW_PATH: '/meters/:id' });
  await view.isReady();
  expect(await view.ask('/meters/m%2F1')).toEqual({
    status: 200,
    body: {
      ...{ meter: 'm/1', day: '2020-02-29', at: '12:00:00.001' },
      ...{ taken: '2020-02-29T00:00:00.000001Z', price: '12.34' },
    },
  });
});

it.each([
  [{ VIEW_TOPIC: 'nobody-has-it' }, 'Topic "nobody-has-it" does not exist'],
  [{ VIEW_TOPIC: 'a b' }, 'VIEW_TOPIC="a b" is not allowed'],
  [{ VIEW_PATH: '/users' }, '"/users" is no path of a lookup'],
])('ends with a line that says what is wrong: %j', async (env, words) => {
  view = new ViewProcess(data.dataDir, env);
  expect(await view.exit()).toBe(1);
  expect(view.errors).toEqual([expect.stringContaining(words)]);
});
