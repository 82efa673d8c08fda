import type { LogRecord, NewRecord, PartitionOffset, TopicSpec } from '@user-information/event-log';
import { partitionFor, TopicConflictError, UnknownTopicError } from '@user-information/event-log';

/** A place in a partition: a record, or null for the marker that ends a transaction. */
type Entry = LogRecord | null;

/** The topics of a cluster in memory, with the gaps that transactions leave in Kafka's. */
export class MemoryLog {
  readonly #topics = new Map<string, { readonly spec: TopicSpec; readonly entries: Entry[][] }>();
  readonly #committed = new Map<string, number>();
  #appended = Promise.withResolvers<undefined>();

  create(specs: readonly TopicSpec[]): void {
    for (const spec of specs) {
      const known = this.#topics.get(spec.name);
      if (known !== undefined && known.spec.partitions !== spec.partitions) {
        throw new TopicConflictError(spec.name, `it has ${known.spec.partitions} partitions`);
      }
      const entries = Array.from({ length: spec.partitions }, () => []);
      if (known === undefined) this.#topics.set(spec.name, { spec, entries });
    }
  }

  spec(topic: string): TopicSpec {
    return this.#topic(topic).spec;
  }

  /** All records in one transaction: a marker follows them in each partition. */
  append(records: readonly NewRecord[]): PartitionOffset[] {
    const touched = new Set<Entry[]>();
    const places = records.map(({ topic, key, value, headers = {}, timestampMs = 0, ...to }) => {
      const { entries } = this.#topic(topic);
      const partition = to.partition ?? (key === null ? 0 : partitionFor(key, entries.length));
      const log = entries[partition] as Entry[];
      const offset = log.length;
      log.push({ topic, partition, offset, key, value, timestampMs, headers });
      touched.add(log);
      return { topic, partition, offset };
    });
    for (const log of touched) log.push(null);
    this.#appended.resolve(undefined);
    this.#appended = Promise.withResolvers();
    return places;
  }

  /** Resolves when something is appended after this call. */
  get appended(): Promise<undefined> {
    return this.#appended.promise;
  }

  /** At most so many entries from an offset on, the markers left out, and where to read on. */
  slice(
    { topic, partition, offset }: PartitionOffset,
    most: number,
  ): { readonly records: LogRecord[]; readonly next: number } {
    const entries = (this.#topic(topic).entries[partition] ?? []).slice(offset, offset + most);
    return {
      records: entries.filter((entry) => entry !== null),
      next: offset + entries.length,
    };
  }

  ends(topic: string): PartitionOffset[] {
    return this.#topic(topic).entries.map((log, partition) => ({
      topic,
      partition,
      offset: log.length,
    }));
  }

  /** All records of a topic, partition by partition. */
  all(topic: string): LogRecord[] {
    return this.#topic(topic)
      .entries.flat()
      .filter((entry) => entry !== null);
  }

  commit(group: string, offsets: readonly PartitionOffset[]): void {
    for (const { topic, partition, offset } of offsets) {
      this.#committed.set(`${group} ${topic} ${partition}`, offset);
    }
  }

  committed(group: string, topic: string, partition: number): number | undefined {
    return this.#committed.get(`${group} ${topic} ${partition}`);
  }

  #topic(name: string) {
    const topic = this.#topics.get(name);
    if (topic === undefined) throw new UnknownTopicError(name);
    return topic;
  }
}
