import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLogErrorCode } from '@user-information/event-log';
import { EventLogError, readAll } from '@user-information/event-log';
import type { Kafka } from '@user-information/servers';
import { openKafkaEventLog } from './open-kafka-event-log.ts';
import type { KafkaLogOptions } from './options.ts';
import { testLogs } from './test-log.ts';
import { cert } from './testing/certificate.ts';
import type { Right } from './testing/secured-kafka.ts';
import { grant, PASSWORD, startSecuredKafka, USER } from './testing/secured-kafka.ts';

type Listener = 'MAIN' | 'TLS' | 'SASL' | 'SASL_TLS';
type Mechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512';

const logs = testLogs();
const trust = { ssl: { ca: cert } };
const as = (mechanism: Mechanism, password = PASSWORD) => ({
  sasl: { mechanism, username: USER, password },
});

let kafka: Kafka;
beforeAll(async () => {
  kafka = await startSecuredKafka();
});
afterAll(() => kafka.remove());

const brokers = (listener: Listener): string[] => [kafka.listeners[listener] ?? kafka.brokers];

describe('openKafkaEventLog', () => {
  it.each<[Listener, Partial<KafkaLogOptions>]>([
    ['MAIN', {}],
    ['TLS', trust],
    ['SASL', as('plain')],
    ['SASL', as('scram-sha-256')],
    ['SASL_TLS', { ...trust, ...as('scram-sha-512') }],
  ])('connects to %s %#', async (listener, options) => {
    const log = await logs.open({ brokers: brokers(listener), ...options });
    await expect(log.describeTopic('missing')).rejects.toMatchObject({
      code: listener.startsWith('SASL') ? 'UNAUTHORIZED' : 'UNKNOWN_TOPIC',
    });
  });

  it.each<[string, Listener, Partial<KafkaLogOptions>, EventLogErrorCode, RegExp]>([
    [
      'a wrong password',
      'SASL',
      as('plain', 'pass-123'),
      'UNAUTHORIZED',
      /user "ann" .* password is wrong/,
    ],
    [
      'a wrong password, scrambled',
      'SASL',
      as('scram-sha-256', 'pass-123'),
      'UNAUTHORIZED',
      /user "ann" .* password is wrong/,
    ],
    ['no credentials', 'SASL', {}, 'UNAUTHORIZED', /without credentials: set the SASL mechanism/],
    [
      'credentials that nobody wants',
      'MAIN',
      as('plain'),
      'UNAUTHORIZED',
      /does not take SASL PLAIN/,
    ],
    ['no TLS', 'TLS', {}, 'INVALID_ARGUMENT', /speaks TLS, and this client does not: set ssl/],
    ['no TLS, but credentials', 'SASL_TLS', as('plain'), 'INVALID_ARGUMENT', /speaks TLS/],
    ['TLS that the broker does not speak', 'MAIN', trust, 'INVALID_ARGUMENT', /does not speak TLS/],
    ['a certificate that is not trusted', 'TLS', { ssl: true }, 'UNAUTHORIZED', /is not trusted/],
  ])('fails at once with %s', async (_, listener, options, code, message) => {
    const told: string[] = [];
    const logger = {
      debug: (line: string) => told.push(line),
      warn: (line: string) => told.push(line),
    };
    const [broker = ''] = brokers(listener);
    const error: unknown = await openKafkaEventLog({
      brokers: [broker],
      clientId: 'test',
      logger: logger as never,
      ...options,
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect((error as Error).message).toContain(broker);
    const said = [(error as Error).message, ...told].join('\n');
    expect(said).not.toContain(options.sasl?.password ?? PASSWORD);
  });
});

function isUnauthorized(error: unknown): boolean {
  return error instanceof EventLogError && error.code === 'UNAUTHORIZED';
}

describe('a user without rights', () => {
  it('is told which it lacks, and can work once it has them', async () => {
    const operator = await logs.open({ brokers: brokers('MAIN') });
    await operator.createTopics([{ name: 'allowed', kind: 'repartition', partitions: 2 }]);
    await operator.createTopics([{ name: 'forbidden', kind: 'repartition', partitions: 2 }]);
    const log = await logs.open({ brokers: brokers('SASL'), clientId: 'app', ...as('plain') });
    const records = [0, 1].map((partition) => ({
      topic: 'allowed',
      partition,
      key: null,
      value: Buffer.from('here'),
    }));
    const offsets = [{ topic: 'allowed', partition: 0, offset: 1 }];

    const refused = (attempt: Promise<unknown>, what: string) =>
      expect(attempt).rejects.toMatchObject({
        code: 'UNAUTHORIZED',
        message: expect.stringContaining(what),
      });
    await refused(log.createTopics([{ name: 'new', kind: 'changelog', partitions: 1 }]), '"new"');
    await refused(log.append(records), 'topic "allowed"');
    await refused(readAll(log, 'allowed'), 'topic "allowed"');
    await refused(log.transactor('app-0'), 'transactional id "app-0"');
    const grantUntil = async (right: Right, attempt: () => Promise<unknown>): Promise<void> => {
      await grant(kafka.brokers, [right]);
      // The broker learns of it a moment later.
      while (await attempt().then(() => false, isUnauthorized));
    };

    await grantUntil(['TOPIC', 'allowed', 'READ', 'WRITE', 'DESCRIBE', 'DESCRIBE_CONFIGS'], () =>
      log.describeTopic('allowed'),
    );
    await refused(log.append(records), 'transactional id "app-append-');
    await refused(log.committedOffsets('app', offsets), 'group "app"');
    await refused(log.commitOffsets('app', offsets), 'group "app"');

    await grantUntil(['TRANSACTIONAL_ID', 'app', 'WRITE', 'DESCRIBE'], () => log.append(records));
    const transactor = await log.transactor('app-0');
    await refused(transactor.commit({ records, group: 'app', offsets }), 'group "app"');
    const elsewhere = records.map((each) => ({ ...each, topic: 'forbidden' }));
    await refused(transactor.commit({ records: elsewhere }), 'topic "forbidden"');

    await grantUntil(['GROUP', 'app', 'READ', 'DESCRIBE'], () =>
      log.committedOffsets('app', offsets),
    );
    await transactor.commit({ records, group: 'app', offsets });
    expect(await readAll(log, 'allowed')).toHaveLength(4);
    expect(await log.committedOffsets('app', offsets)).toEqual(offsets);
    await transactor.close();
  });
});
