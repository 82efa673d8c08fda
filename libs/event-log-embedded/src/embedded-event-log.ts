import { Registry } from '@prometheus-io/client';
import type {
  AppendedRecord,
  Batch,
  EventLog,
  GroupMember,
  GroupOptions,
  MemberDescription,
  NewRecord,
  PartitionOffset,
  ReadOptions,
  TopicPartition,
  TopicSpec,
  Transactor,
} from '@user-information/event-log';
import { checkName, checkTopicSpec, LogClosedError } from '@user-information/event-log';
import { Cleaner } from './cleaning/cleaner.ts';
import { truncate } from './cleaning/truncate.ts';
import { GroupOffsets } from './groups/group-offsets.ts';
import { GroupSeats } from './groups/group-seats.ts';
import type { LogMetrics } from './log-metrics.ts';
import { createLogMetrics } from './log-metrics.ts';
import type { EmbeddedLogSettings } from './options.ts';
import { read } from './read/read.ts';
import { WakeFiles } from './read/wake-files.ts';
import type { LogDirectory } from './storage/log-directory.ts';
import type { Storage } from './storage/storage.ts';
import { createTopics } from './topics/create-topics.ts';
import { TopicCatalog } from './topics/topic-catalog.ts';
import type { Partition } from './topics/topic.ts';
import { EmbeddedTransactor } from './transactors/embedded-transactor.ts';
import { RecordPreparer } from './write/record-preparer.ts';
import { WriteQueue } from './write/write-queue.ts';

/** The façade: checks that the log is open, and says which part does what. */
export class EmbeddedEventLog implements EventLog {
  readonly #storage: Storage;
  readonly #settings: EmbeddedLogSettings;
  readonly #metrics: LogMetrics;
  readonly #catalog: TopicCatalog;
  readonly #wakeFiles: WakeFiles;
  readonly #writes: WriteQueue;
  readonly #preparer: RecordPreparer;
  readonly #groupOffsets: GroupOffsets;
  readonly #groupSeats: GroupSeats;
  readonly #cleaner: Cleaner;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  constructor(storage: Storage, directory: LogDirectory, settings: EmbeddedLogSettings) {
    const { logger, metrics = new Registry() } = settings;
    this.#storage = storage;
    this.#settings = settings;
    this.#metrics = createLogMetrics(metrics, storage.path);
    this.#catalog = new TopicCatalog(storage);
    this.#wakeFiles = new WakeFiles(directory.wakeFile, (error) =>
      logger?.warn(
        { err: error },
        `the event log's files cannot be watched: its readers poll instead`,
      ),
    );
    this.#writes = new WriteQueue(storage, this.#metrics, {
      committed: (appended) => this.#committed(appended),
      rolledBack: () => this.#catalog.forget(),
    });
    this.#preparer = new RecordPreparer(this.#catalog, settings.maxRecordBytes);
    this.#groupOffsets = new GroupOffsets(storage, this.#catalog);
    this.#groupSeats = new GroupSeats(storage, this.#catalog, this.#writes, directory);
    this.#cleaner = new Cleaner({
      storage,
      writes: this.#writes,
      catalog: this.#catalog,
      lockPath: directory.cleanerLock,
      limits: settings,
      cleaned: (topic, records) => {
        this.#metrics.recordsDeleted.inc({ topic }, records);
        logger?.debug({ topic, records }, 'cleaned');
      },
      failed: (error) => logger?.error({ err: error }, 'cleaning the event log failed'),
    });
    if (settings.cleans) {
      this.#cleaner.start(settings.cleanIntervalMs);
    }
  }

  async createTopics(specs: readonly TopicSpec[]): Promise<void> {
    this.#checkOpen();
    specs.forEach(checkTopicSpec);
    await this.#writes.write(() => createTopics(this.#catalog, specs));
  }

  async describeTopic(topic: string): Promise<TopicSpec> {
    this.#checkOpen();
    return this.#storage.read(() => this.#catalog.get(topic).spec);
  }

  async append(records: readonly NewRecord[]): Promise<readonly AppendedRecord[]> {
    return this.#writes.write(
      (transaction) => transaction.append(this.#preparer.prepare(records)),
      records.length,
    );
  }

  read(from: readonly PartitionOffset[], options: ReadOptions = {}): AsyncIterable<Batch> {
    const context = {
      storage: this.#storage,
      metrics: this.#metrics,
      catalog: this.#catalog,
      wakeFiles: this.#wakeFiles,
      maxBatchBytes: this.#settings.maxBatchBytes,
      pollIntervalMs: this.#settings.pollIntervalMs,
      closing: this.#closing.signal,
    };
    return read(context, from, options);
  }

  async earliestOffsets(topic: string): Promise<readonly PartitionOffset[]> {
    return this.#offsets(topic, ({ table }) => table.firstOffset() ?? table.nextOffset());
  }

  async endOffsets(topic: string): Promise<readonly PartitionOffset[]> {
    return this.#offsets(topic, ({ table }) => table.nextOffset());
  }

  async truncate(before: readonly PartitionOffset[]): Promise<void> {
    this.#checkOpen();
    await truncate(this.#storage, this.#catalog, this.#writes, before);
  }

  async joinGroup(options: GroupOptions): Promise<GroupMember> {
    this.#checkOpen();
    checkName('group', options.group);
    return this.#groupSeats.join(options);
  }

  async groupMembers(group: string): Promise<readonly MemberDescription[]> {
    this.#checkOpen();
    return this.#groupSeats.members(group);
  }

  async committedOffsets(
    group: string,
    partitions: readonly TopicPartition[],
  ): Promise<readonly PartitionOffset[]> {
    this.#checkOpen();
    return this.#storage.read(() => this.#groupOffsets.committed(group, partitions));
  }

  async commitOffsets(group: string, offsets: readonly PartitionOffset[]): Promise<void> {
    checkName('group', group);
    await this.#writes.write(() => this.#groupOffsets.commit(group, offsets));
  }

  async transactor(transactionalId: string): Promise<Transactor> {
    return EmbeddedTransactor.open(
      {
        storage: this.#storage,
        writes: this.#writes,
        preparer: this.#preparer,
        groupOffsets: this.#groupOffsets,
      },
      transactionalId,
    );
  }

  /** Compacts, deletes what is too old, and gives space back, now instead of at the next round. */
  async clean(): Promise<void> {
    this.#checkOpen();
    await this.#cleaner.clean();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#cleaner.close();
    await this.#writes.close();
    await this.#groupSeats.close();
    this.#wakeFiles.close();
    this.#storage.database.close();
  }

  async #offsets(
    topic: string,
    offsetOf: (partition: Partition) => number,
  ): Promise<readonly PartitionOffset[]> {
    this.#checkOpen();
    return this.#storage.read(() =>
      this.#catalog.get(topic).partitions.map((partition) => ({
        topic,
        partition: partition.partition,
        offset: offsetOf(partition),
      })),
    );
  }

  #committed(appended: ReadonlyMap<Partition, number>): void {
    for (const [{ topic }, records] of appended) {
      this.#metrics.recordsAppended.inc({ topic }, records);
    }
    this.#wakeFiles.touch(new Set([...appended.keys()].map(({ topicId }) => topicId)));
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) {
      throw new LogClosedError();
    }
  }
}
