import { describe, expect, it } from '@jest/globals';
import { leftOutBlock, leftOutFiles, needsKafka, serverNeed } from './server-tests.ts';

const shared = 'libs/log/src/conformance.kafka.test.ts';
const own = 'libs/log/src/outage.own-kafka.test.ts';
const nginx = 'apps/view/src/replicated.nginx.test.ts';
const redis = 'libs/view/src/conformance.redis.test.ts';
const plain = 'libs/log/src/kafka.test.ts';
const files = [shared, own, nginx, redis, plain];

const noJava = { kafka: 'there is no Java.', 'own-kafka': 'there is no Java.' };

describe('serverNeed', () => {
  it('is in the name of the file', () => {
    expect(files.map(serverNeed)).toEqual(['kafka', 'own-kafka', 'nginx', 'redis', undefined]);
    expect(files.filter(needsKafka)).toEqual([shared, own]);
  });
});

describe('leftOutFiles', () => {
  it('are those that need what is missing', () => {
    expect(leftOutFiles(files)).toEqual([]);
    expect(leftOutFiles(files, { ...noJava, kafka: undefined })).toEqual([own]);
    expect(leftOutFiles(files, { ...noJava, nginx: 'none.' })).toEqual([shared, own, nginx]);
  });
});

describe('leftOutBlock', () => {
  it('says nothing when nothing was left out', () => {
    expect(leftOutBlock([], noJava)).toEqual([]);
  });

  it('says what, why and what to do, each reason once', () => {
    expect(leftOutBlock([shared, own], { ...noJava, nginx: 'none.' })).toEqual([
      'Left out, as their servers are not there:',
      `  ${shared}`,
      `  ${own}`,
      'Why: there is no Java.',
      expect.stringMatching(/^For Kafka, install /),
      expect.stringMatching(/KAFKA_BROKERS and SCHEMA_REGISTRY_URL/),
      '',
    ]);
  });

  it('says nothing of Kafka where that is not what is missing', () => {
    expect(leftOutBlock([nginx], { nginx: 'there is no nginx.' })).toEqual([
      'Left out, as their servers are not there:',
      `  ${nginx}`,
      'Why: there is no nginx.',
      '',
    ]);
  });
});
