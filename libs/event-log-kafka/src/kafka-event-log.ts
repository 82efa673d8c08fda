import { setTimeout as sleep } from 'node:timers/promises';
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
import type { Cluster } from './cluster/cluster.ts';
import type { Groups } from './groups/groups.ts';
import { openGroups } from './open-groups.ts';
import { createLogMetrics } from './log-metrics.ts';
import { GroupOffsets } from './offsets/group-offsets.ts';
import { endOffsets } from './offsets/end-offsets.ts';
import { listOffsets } from './offsets/list-offsets.ts';
import type { KafkaLogSettings } from './options.ts';
import { codecNumber } from './records/compression.ts';
import type { ReadContext } from './read/read.ts';
import { read } from './read/read.ts';
import { createTopics } from './topics/create-topics.ts';
import { TopicCatalog } from './topics/topic-catalog.ts';
import { truncate } from './topics/truncate.ts';
import { KafkaTransactor } from './transactors/kafka-transactor.ts';
import type { TransactorContext } from './transactors/kafka-transactor.ts';
import { AppendQueue } from './write/append-queue.ts';
import { IdempotentProducer } from './write/idempotent-producer.ts';
import { PlainAppender } from './write/plain-appender.ts';
import { RecordPreparer } from './write/record-preparer.ts';
import { TransactionalAppender } from './write/transactional-appender.ts';

/** The façade: checks that the log is open, and says which part does what. */
export class KafkaEventLog implements EventLog {
  readonly #cluster: Cluster;
  readonly #settings: KafkaLogSettings;
  readonly #catalog: TopicCatalog;
  readonly #appends: AppendQueue;
  readonly #reads: ReadContext;
  readonly #transactors: TransactorContext;
  readonly #groupOffsets: GroupOffsets;
  readonly #groups: Groups;
  #closed: Promise<void> | undefined;

  constructor(cluster: Cluster, settings: KafkaLogSettings) {
    const { maxBatchBytes, maxBytesUnderWay, transactionTimeoutMs } = settings;
    const metrics = createLogMetrics(settings.metrics ?? new Registry());
    const codec = codecNumber(settings.compression);
    this.#cluster = cluster;
    this.#settings = settings;
    this.#catalog = new TopicCatalog(cluster);
    const preparer = new RecordPreparer(this.#catalog);
    this.#appends = new AppendQueue({
      preparer,
      metrics,
      plain: new PlainAppender(new IdempotentProducer(cluster, codec), maxBatchBytes),
      transactional: new TransactionalAppender({
        cluster,
        codec,
        idPrefix: settings.clientId,
        maxBatchBytes,
      }),
      maxBatchBytes,
      maxBytesUnderWay,
    });
    this.#reads = {
      cluster,
      catalog: this.#catalog,
      metrics,
      limits: {
        maxWaitMs: settings.maxFetchWaitMs,
        maxFetchBytes: settings.maxFetchBytes,
        maxPartitionBytes: settings.maxPartitionFetchBytes,
      },
    };
    this.#transactors = {
      cluster,
      catalog: this.#catalog,
      preparer,
      metrics,
      codec,
      maxBatchBytes,
      transactionTimeoutMs,
      underWay: new Set(),
    };
    this.#groupOffsets = new GroupOffsets(cluster, this.#catalog);
    this.#groups = openGroups(cluster, this.#catalog, settings);
  }

  async createTopics(specs: readonly TopicSpec[]): Promise<void> {
    this.#checkOpen();
    specs.forEach(checkTopicSpec);
    await createTopics(this.#cluster, this.#catalog, specs, this.#settings);
  }

  async describeTopic(topic: string): Promise<TopicSpec> {
    this.#checkOpen();
    return (await this.#catalog.get(topic)).spec;
  }

  async append(records: readonly NewRecord[]): Promise<readonly AppendedRecord[]> {
    this.#checkOpen();
    return records.length === 0 ? [] : this.#appends.append(records);
  }

  read(from: readonly PartitionOffset[], options: ReadOptions = {}): AsyncIterable<Batch> {
    return read(this.#reads, from, options);
  }

  async earliestOffsets(topic: string): Promise<readonly PartitionOffset[]> {
    this.#checkOpen();
    return listOffsets(this.#cluster, topic, 'earliest');
  }

  async endOffsets(topic: string): Promise<readonly PartitionOffset[]> {
    this.#checkOpen();
    return endOffsets(this.#cluster, topic);
  }

  async truncate(before: readonly PartitionOffset[]): Promise<void> {
    this.#checkOpen();
    await truncate(this.#cluster, this.#catalog, before);
  }

  async joinGroup(options: GroupOptions): Promise<GroupMember> {
    this.#checkOpen();
    checkName('group', options.group);
    await Promise.all(options.topics.map((topic) => this.#catalog.get(topic)));
    return this.#groups.join(options);
  }

  async groupMembers(group: string): Promise<readonly MemberDescription[]> {
    this.#checkOpen();
    return this.#groups.members(group);
  }

  async committedOffsets(
    group: string,
    partitions: readonly TopicPartition[],
  ): Promise<readonly PartitionOffset[]> {
    this.#checkOpen();
    return this.#groupOffsets.committed(group, partitions);
  }

  async commitOffsets(group: string, offsets: readonly PartitionOffset[]): Promise<void> {
    this.#checkOpen();
    await this.#groupOffsets.commit(group, offsets);
  }

  async transactor(transactionalId: string): Promise<Transactor> {
    this.#checkOpen();
    return KafkaTransactor.open(this.#transactors, transactionalId);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#cluster.beginClosing();
    const ending = Promise.allSettled([
      this.#groups.close(),
      this.#appends.close(),
      ...this.#transactors.underWay,
    ]);
    const timeUp = new AbortController();
    const { closeTimeoutMs } = this.#settings;
    await Promise.race([
      ending,
      sleep(closeTimeoutMs, undefined, { signal: timeUp.signal }).catch(() => undefined),
    ]);
    timeUp.abort();
    this.#cluster.close();
    await ending;
  }

  #checkOpen(): void {
    if (this.#cluster.closing.aborted) {
      throw new LogClosedError();
    }
  }
}
