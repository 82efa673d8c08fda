import { describe, expect, it } from '@jest/globals';
import { kafkaNeed, leftOutBlock, leftOutFiles } from './kafka-tests.ts';

const shared = 'libs/log/src/conformance.kafka.test.ts';
const own = 'libs/log/src/outage.own-kafka.test.ts';
const plain = 'libs/log/src/kafka.test.ts';
const files = [shared, own, plain];

const noJava = { kafka: 'there is no Java.', 'own-kafka': 'there is no Java.' };

describe('kafkaNeed', () => {
  it('is in the name of the file', () => {
    expect(files.map(kafkaNeed)).toEqual(['kafka', 'own-kafka', undefined]);
  });
});

describe('leftOutFiles', () => {
  it('are those that need what is missing', () => {
    expect(leftOutFiles(files)).toEqual([]);
    expect(leftOutFiles(files, { ...noJava, kafka: undefined })).toEqual([own]);
    expect(leftOutFiles(files, noJava)).toEqual([shared, own]);
  });
});

describe('leftOutBlock', () => {
  it('says nothing when nothing was left out', () => {
    expect(leftOutBlock([], noJava)).toEqual([]);
  });

  it('says what, why and what to do, each reason once', () => {
    expect(leftOutBlock([shared, own], noJava)).toEqual([
      'Left out, as there is no Kafka for them:',
      `  ${shared}`,
      `  ${own}`,
      'Why: there is no Java.',
      expect.stringMatching(/^To run them: /),
      expect.stringMatching(/KAFKA_BROKERS and SCHEMA_REGISTRY_URL/),
      '',
    ]);
  });
});
