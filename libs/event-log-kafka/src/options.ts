import type { Logger, Metrics } from '@user-information/observability';
import { z } from 'zod';

const SECOND = 1_000;
const MEBIBYTE = 1_048_576;

const positiveInteger = z.int().min(1);
const notEmpty = z.string().min(1);

const tls = z.strictObject({
  /** Certificates of the authorities to trust, as PEM; left out: those that Node.js trusts. */
  ca: notEmpty.optional(),
  /** This client's certificate, as PEM, where the brokers want one. */
  cert: notEmpty.optional(),
  /** Its key, as PEM. */
  key: notEmpty.optional(),
});

const sasl = z.strictObject({
  mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']),
  username: notEmpty,
  password: notEmpty,
});

/** What `openKafkaEventLog` takes: validated, with its defaults. */
export const kafkaLogOptions = z.strictObject({
  /** `host:port` of some brokers, through which the others are found. */
  brokers: z.array(z.string()).min(1),
  /** What the brokers' logs and quotas, and the transactional ids of appends, know this client by. */
  clientId: notEmpty,
  /** Connects over TLS. */
  ssl: z.union([z.boolean(), tls]).default(false),
  /** Who this client says it is. */
  sasl: sasl.optional(),
  /** Of the records' batches; zstd gives the most for the least. */
  compression: z.enum(['none', 'gzip', 'zstd']).default('none'),
  /** Of the topics that it creates; -1 is what the brokers take by default. */
  replicationFactor: z.union([z.literal(-1), z.int().min(1).max(32_767)]).default(-1),
  /** Records of a changelog that are younger are not compacted, so that close readers see every change. */
  minCompactionLagMs: z
    .int()
    .min(0)
    .default(60 * SECOND),
  /** For a connection to be opened. */
  connectTimeoutMs: positiveInteger.default(10 * SECOND),
  /** A broker that does not answer for so long is taken for gone. Kafka's default. */
  requestTimeoutMs: positiveInteger.default(30 * SECOND),
  /** The largest batch that is sent, before compression, where the topic does not take less. */
  maxBatchBytes: positiveInteger.default(MEBIBYTE),
  /** Appends wait for their turn once roughly so many bytes are under way. */
  maxBytesUnderWay: positiveInteger.default(8 * MEBIBYTE),
  /** Roughly how many bytes one answer to a read brings at most, and of one partition. */
  maxFetchBytes: positiveInteger.default(8 * MEBIBYTE),
  maxPartitionFetchBytes: positiveInteger.default(MEBIBYTE),
  /** How long a broker holds back its answer to a read that waits for records. */
  maxFetchWaitMs: positiveInteger.default(5 * SECOND),
  /**
   * A transaction that takes longer is aborted, and its transactor fenced. It is long, since whoever
   * takes over opens the same transactional id, which aborts it at once.
   */
  transactionTimeoutMs: positiveInteger.default(300 * SECOND),
  /** The group forgets a member that it has not heard of for so long. */
  sessionTimeoutMs: positiveInteger.default(6 * SECOND),
  /** How soon a member learns that its group is assigned anew. */
  heartbeatIntervalMs: positiveInteger.default(SECOND / 2),
  /** On closing, how long what is under way may take while the brokers can be reached. */
  closeTimeoutMs: positiveInteger.default(5 * SECOND),
  /** Told when the brokers can't be reached, and when they can be again. */
  logger: z.custom<Logger>().optional(),
  /** Where the log registers its metrics: one log a registry. */
  metrics: z.custom<Metrics>().optional(),
  /** Ends the attempts to open the log when it aborts. */
  signal: z.custom<AbortSignal>().optional(),
});

export type KafkaLogOptions = z.input<typeof kafkaLogOptions>;
export type KafkaLogSettings = z.output<typeof kafkaLogOptions>;
