import type { Logger, Metrics } from '@user-information/observability';
import { z } from 'zod';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const MEBIBYTE = 1_048_576;

const positiveInteger = z.int().min(1);

/** What `openEmbeddedEventLog` takes: validated, with its defaults. */
export const embeddedLogOptions = z.strictObject({
  /** The folder of the log, created when missing. On a local disk: SQLite's WAL fails on NFS. */
  directory: z.string().min(1),
  /**
   * What an acknowledged record survives: `process`, the death of any process; `power`, also a power
   * cut or a crash of the operating system, for an fsync a commit.
   */
  durability: z.enum(['process', 'power']).default('process'),
  /** The largest record, key, value and headers together. Kafka's default, 1 MiB. */
  maxRecordBytes: positiveInteger.default(MEBIBYTE),
  /** Roughly how many bytes of keys and values one batch brings at most. */
  maxBatchBytes: positiveInteger.default(MEBIBYTE),
  /** How often a waiting reader looks for itself, should the file system's notice not come. */
  pollIntervalMs: positiveInteger.default(250),
  /** How long a write waits for its turn among the processes before it fails. */
  lockTimeoutMs: positiveInteger.default(30 * SECOND),
  /**
   * Whether this process takes part in cleaning: compaction, age limits, giving space back. One of
   * those that do cleans at a time; leave it out where requests must be answered without a pause.
   */
  cleans: z.boolean().default(true),
  /** Pause between two rounds of cleaning. */
  cleanIntervalMs: positiveInteger.default(15 * SECOND),
  /** A changelog is compacted when this part of it, 0 to 1, is new since the last time. */
  minDirtyRatio: z.number().min(0).max(1).default(0.5),
  /** Records younger than this are not compacted, so that close readers see every change. */
  minCompactionLagMs: z
    .int()
    .min(0)
    .default(60 * SECOND),
  /** A tombstone stays at least this long after compaction first saw it. Kafka's default, a day. */
  deleteRetentionMs: z
    .int()
    .min(0)
    .default(24 * HOUR),
  /** Told of cleaning, and of what the log can do without but should not have to. */
  logger: z.custom<Logger>().optional(),
  /** Where the log registers its metrics: one log a registry. */
  metrics: z.custom<Metrics>().optional(),
});

export type EmbeddedLogOptions = z.input<typeof embeddedLogOptions>;
export type EmbeddedLogSettings = z.output<typeof embeddedLogOptions>;
