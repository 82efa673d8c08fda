import { topics } from '@user-information/schemas';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemorySchemaRegistry } from '../registry/memory-schema-registry.ts';
import type { AvroSchema } from '../schema-registry.ts';
import { avroJsonDeserializer } from './avro-json-deserializer.ts';
import { avroSerde } from './avro-serde.ts';
import { anyUserInformation } from './test-values.ts';
import { topicSerde } from './topic-serde.ts';

let registry = new MemorySchemaRegistry();
beforeEach(() => {
  registry = new MemorySchemaRegistry();
});

async function render(schema: AvroSchema, value: unknown): Promise<string> {
  const serde = avroSerde<unknown>({ subject: 'any-value', schema: schema, registry });
  await serde.open();
  return avroJsonDeserializer(registry).deserialize(serde.serialize(value));
}

const timestamp = { type: 'long', logicalType: 'timestamp-millis' };
const logical = (type: string, logicalType: string) => ({ type, logicalType });
const decimal = (type: string, scale: number) => ({
  ...logical(type, 'decimal'),
  ...{ precision: 5, scale },
});
const fixed = { type: 'fixed', name: 'F', size: 2 };
const record = (...types: AvroSchema[]): AvroSchema => ({
  type: 'record',
  name: 'R',
  fields: types.map((type, i) => ({ name: `f${i}`, type })),
});

describe('avroJsonDeserializer', () => {
  it('needs only the registry, and answers at once from the second value on', async () => {
    const serde = topicSerde(topics.tweets, registry);
    await serde.open();
    const json = avroJsonDeserializer(registry);
    const bytes = serde.serialize({ tweetId: 't', userId: 'u', text: '"', createdAt: 0 });
    const expected =
      '{"tweetId":"t","userId":"u","text":"\\"","createdAt":"1970-01-01T00:00:00.000Z"}';
    const first = json.deserialize(bytes);
    expect(first).toBeInstanceOf(Promise);
    expect(await first).toBe(expected);
    expect(json.deserialize(bytes)).toBe(expected);
  });

  it('renders every user information as JSON.stringify would, but for its date', async () => {
    const serde = topicSerde(topics.userInformation, registry);
    await serde.open();
    const json = avroJsonDeserializer(registry);
    const beyondDates = 8.64e15;
    const check = fc.asyncProperty(anyUserInformation, async (value) => {
      fc.pre(value.joinedDate === null || Math.abs(value.joinedDate) <= beyondDates);
      const joinedDate = value.joinedDate === null ? null : new Date(value.joinedDate);
      expect(await json.deserialize(serde.serialize(value))).toBe(
        JSON.stringify({ ...value, joinedDate }),
      );
    });
    await fc.assert(check);
  });

  it.each<[string, AvroSchema, unknown, string]>([
    ['bytes', 'bytes', Buffer.from('hi'), '"aGk="'],
    [
      'fixed, by name too',
      record(fixed, ['null', 'F']),
      { f0: Buffer.from('ab'), f1: Buffer.from('cd') },
      '{"f0":"YWI=","f1":"Y2Q="}',
    ],
    [
      'nested timestamps',
      { type: 'map', values: { type: 'array', items: timestamp } },
      { a: [1, -1] },
      '{"a":["1970-01-01T00:00:00.001Z","1969-12-31T23:59:59.999Z"]}',
    ],
    ['dates', logical('int', 'date'), -1, '"1969-12-31"'],
    ['times', logical('int', 'time-millis'), 86_399_999, '"23:59:59.999"'],
    ['finer times', logical('long', 'time-micros'), 1_000_002, '"00:00:01.000002"'],
    [
      'timestamps in microseconds',
      logical('long', 'timestamp-micros'),
      -1,
      '"1969-12-31T23:59:59.999999Z"',
    ],
    ['local timestamps', logical('long', 'local-timestamp-millis'), 1, '"1970-01-01T00:00:00.001"'],
    [
      'finer local timestamps',
      logical('long', 'local-timestamp-micros'),
      1_001,
      '"1970-01-01T00:00:00.001001"',
    ],
    ['decimals', decimal('bytes', 2), Buffer.from([0x04, 0xd2]), '"12.34"'],
    ['negative decimals', decimal('bytes', 3), Buffer.from([0xff]), '"-0.001"'],
    ['whole decimals', decimal('bytes', 0), Buffer.from([0x00, 0xff]), '"255"'],
    ['a decimal of no bytes', decimal('bytes', 1), Buffer.alloc(0), '"0.0"'],
    [
      'decimals of a fixed size, or none',
      record(['null', { ...fixed, ...decimal('fixed', 1) }], 'F'),
      { f0: null, f1: Buffer.from([0x80, 0x00]) },
      '{"f0":null,"f1":"-3276.8"}',
    ],
    [
      'UUIDs of 16 bytes',
      { type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' },
      Buffer.from('00112233445566778899aabbccddeeff', 'hex'),
      '"00112233-4455-6677-8899-aabbccddeeff"',
    ],
    ['a logical type that it does not know', logical('int', 'floors'), 7, '7'],
    ['a logical type on another type', logical('string', 'date'), 'x', '"x"'],
    ['plain longs', 'long', 2 ** 53 - 1, '9007199254740991'],
    ['an enum', { type: 'enum', name: 'E', symbols: ['A', 'B'] }, 'B', '"B"'],
    [
      'doubles that JSON lacks',
      { type: 'array', items: 'double' },
      [1.5, NaN, -Infinity],
      '[1.5,null,null]',
    ],
    ['no value', 'null', null, 'null'],
    ['text beyond ASCII', 'string', 'é\u2028👋', JSON.stringify('é\u2028👋')],
  ])('renders %s', async (_what, schema, value, expected) => {
    expect(await render(schema, value)).toBe(expected);
  });

  it('refuses a time that no day has', async () => {
    const time = render(logical('int', 'time-millis'), 86_400_000);
    await expect(time).rejects.toMatchObject({ code: 'UNDECODABLE' });
  });

  it('refuses a timestamp that ISO 8601 does not reach', async () => {
    await expect(render(timestamp, 8.64e15 + 1)).rejects.toMatchObject({
      code: 'UNDECODABLE',
      message: expect.stringContaining('8640000000000001'),
    });
  });
});
