import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Kafka } from './kafka.ts';
import { client, consume, createTopic, produce } from './produce-and-consume.fixture.ts';
import { startKafka } from './start-kafka.ts';

let kafka: Kafka;
beforeAll(async () => {
  kafka = await startKafka({
    listeners: { SECURE: 'SASL_PLAINTEXT' },
    scramUsers: { ann: 'secret' },
    properties: {
      'sasl.enabled.mechanisms': 'SCRAM-SHA-256',
      'listener.name.secure.scram-sha-256.sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    },
  });
});
afterAll(async () => kafka.remove());

describe('startKafka', () => {
  it('has its data after kill -9 and after a stop, at the same address', async () => {
    const { brokers } = kafka;
    await createTopic(client(brokers), 'kept');
    await produce(client(brokers), 'kept', 'before kill -9');
    await kafka.kill();
    await kafka.start();
    await produce(client(brokers), 'kept', 'before stop');
    await kafka.stop();
    await kafka.start();
    expect(kafka.brokers).toBe(brokers);
    expect(await consume(client(brokers), 'kept', 2)).toEqual(['before kill -9', 'before stop']);
  });

  it('makes no topic that nobody asked for', async () => {
    const asking = client(kafka.brokers, { retry: { retries: 0 } });
    await expect(produce(asking, 'unknown', 'x')).rejects.toThrow(/does not host this topic/);
  });

  it('has the listeners and users that were asked for', async () => {
    const secure = (password: string): ReturnType<typeof client> =>
      client(kafka.listeners['SECURE']!, {
        sasl: { mechanism: 'scram-sha-256', username: 'ann', password },
      });
    await createTopic(secure('secret'), 'with-password');
    await expect(createTopic(secure('wrong'), 'x')).rejects.toThrow(/invalid credentials/);
  });
});
