import { EventLogError } from '@user-information/event-log';
import { Cluster } from './cluster/cluster.ts';
import { parseBrokerAddress } from './connection/broker-address.ts';
import { kafkajsLogger } from './connection/kafkajs-logger.ts';
import { KafkaEventLog } from './kafka-event-log.ts';
import type { KafkaLogOptions, KafkaLogSettings } from './options.ts';
import { kafkaLogOptions } from './options.ts';

/**
 * Opens a client of an Apache Kafka cluster. Brokers that can't be reached are waited for, here and
 * later, until `signal` aborts or the log is closed; the logger is told.
 *
 * Fails with an `EventLogError` of code `INVALID_ARGUMENT` for an option that is wrong,
 * `UNAUTHORIZED` where the brokers refuse this client, and `UNAVAILABLE` when `signal` aborts; each
 * names the value and the cure, and never a password.
 */
export async function openKafkaEventLog(options: KafkaLogOptions): Promise<KafkaEventLog> {
  const settings = readOptions(options);
  const { brokers, logger, signal } = settings;
  const cluster = new Cluster(
    brokers.map(parseBrokerAddress),
    {
      clientId: settings.clientId,
      tls: settings.ssl === false ? undefined : settings.ssl === true ? {} : settings.ssl,
      sasl: settings.sasl,
      connectTimeoutMs: settings.connectTimeoutMs,
      requestTimeoutMs: settings.requestTimeoutMs,
      kafkajsLogger: kafkajsLogger(logger),
    },
    logger,
  );
  const giveUp = (): void => cluster.close();
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    if (signal?.aborted === true) giveUp();
    await cluster.persist({}, () => cluster.metadata.refresh());
    return new KafkaEventLog(cluster, settings);
  } catch (error) {
    cluster.close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

function readOptions(options: KafkaLogOptions): KafkaLogSettings {
  const { data, error } = kafkaLogOptions.safeParse(options);
  if (error !== undefined) {
    const faults = error.issues.map(({ path, message }) => [...path, message].join(': '));
    throw new EventLogError(
      'INVALID_ARGUMENT',
      `The options of the event log are wrong: ${faults.join('; ')}.`,
    );
  }
  return data;
}
