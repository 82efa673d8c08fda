import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import type { Logger } from '@user-information/observability';
import type { Kafka } from '@user-information/servers';
import { startKafka } from '@user-information/servers';
import { openKafkaEventLog } from './open-kafka-event-log.ts';

describe('while the broker is away', () => {
  let kafka: Kafka;
  beforeAll(async () => {
    kafka = await startKafka();
  });
  afterAll(() => kafka.remove());

  const open = (logger?: Logger): Promise<EventLog> =>
    openKafkaEventLog({
      brokers: [kafka.brokers],
      clientId: 'test',
      ...(logger === undefined ? {} : { logger }),
    });

  it('a log closes at once, and what is under way fails; one that opens waits', async () => {
    const topic = 'topic';
    const log = await open();
    await log.createTopics([{ name: topic, kind: 'repartition', partitions: 2 }]);
    const transactor = await log.transactor('transactor');
    const member = await log.joinGroup({ group: 'group', topics: [topic] });
    const records = [0, 1].map((partition) => ({
      topic,
      partition,
      key: null,
      value: Buffer.from('x'),
    }));
    await log.append(records);
    const batches = log.read(await log.endOffsets(topic))[Symbol.asyncIterator]();
    const reading = batches.next();
    await kafka.kill();

    const told = Promise.withResolvers<string>();
    const cameBack = Promise.withResolvers<string>();
    const opening = open({
      debug: () => undefined,
      info: cameBack.resolve,
      warn: told.resolve,
    } as unknown as Logger);
    const underWay = [
      log.append(records),
      log.append(records.slice(0, 1)),
      transactor.commit({ records }),
      log.endOffsets(topic),
      log.committedOffsets('group', [{ topic, partition: 0 }]),
      log.transactor('another'),
      member.confirm(),
    ];
    const outcomes = Promise.allSettled(underWay);
    expect(await told.promise).toContain(`The event log at ${kafka.brokers} can't be reached`);
    await log.close();
    expect((await reading).done).toBe(true);
    const codes = (await outcomes).map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as { code?: string }).code : 'none',
    );
    expect(codes.slice(0, -1)).toEqual(Array.from({ length: 6 }, () => 'UNAVAILABLE'));

    await kafka.start();
    const again = await opening;
    expect(await cameBack.promise).toContain(kafka.brokers);
    expect((await again.describeTopic(topic)).partitions).toBe(2);
    await again.close();
  });
});
