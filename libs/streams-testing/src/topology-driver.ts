import type { LogRecord, NewRecord, PartitionOffset } from '@user-information/event-log';
import { deadLetterTopic } from '@user-information/event-log';
import type { Topology, TypedTopic } from '@user-information/streams';
import { openSerdes } from '@user-information/streams';
import type { CrashPoint } from './driven-task.ts';
import { DrivenTask } from './driven-task.ts';
import { MemoryTopics } from './memory-topics.ts';
import { plain } from './plain.ts';

export interface DriverOptions {
  /** Partitions of every topic, and so the number of tasks; 3 when left out. */
  readonly partitions?: number;
  /** Records a step takes at most; 100 when left out. */
  readonly maxBatchRecords?: number;
}

/**
 * Runs a topology with no log, no disk and no clock, on the very code that runs in production: what
 * is piped in is appended to topics in memory, and tasks work on them until nothing is left to do.
 */
export class TopologyDriver {
  readonly #topology: Topology;
  readonly #topics: MemoryTopics;
  readonly #tasks: readonly DrivenTask[];
  readonly #maxBatchRecords: number;
  readonly #opened: Promise<void>;

  constructor(topology: Topology, { partitions = 3, maxBatchRecords = 100 }: DriverOptions = {}) {
    this.#topology = topology;
    this.#topics = new MemoryTopics(partitions);
    this.#maxBatchRecords = maxBatchRecords;
    this.#opened = openSerdes(topology);
    this.#tasks = Array.from(
      { length: partitions },
      (_, partition) => new DrivenTask(topology, this.#topics, partition),
    );
  }

  /** Appends records without working on them; bytes as they are, so that bad ones can be sent. */
  append(...records: readonly NewRecord[]): void {
    this.#topics.append(records);
  }

  /** Works until every task has committed all of its inputs. */
  async run(): Promise<void> {
    await this.#opened;
    for (let task = this.#next(); task !== undefined; task = this.#next()) {
      await task.step(this.#maxBatchRecords);
    }
  }

  /** One step of one task (modulo their number), with a crash if wanted. */
  async step(task: number, maxRecords: number, crash?: CrashPoint): Promise<void> {
    await this.#opened;
    await (this.#tasks[task % this.#tasks.length] as DrivenTask).step(maxRecords, crash);
  }

  /** The records of a topic, partition by partition. */
  records(topic: string): readonly LogRecord[] {
    return this.#topics.all(topic);
  }

  /** The offsets that the tasks have committed; partitions without any are left out. */
  committedOffsets(): readonly PartitionOffset[] {
    return this.#tasks.flatMap((task) => task.committed);
  }

  /** A changelog topic as the table that it describes, its rows as plain objects. */
  async table<K, V>(topic: TypedTopic<K, V>): Promise<Map<K, V>> {
    const rows = new Map<K, V>();
    for (const { key, value } of this.records(topic.name)) {
      if (key === null) continue;
      const id = await topic.key.deserialize(key);
      if (value === null) rows.delete(id);
      else rows.set(id, plain(await topic.value.deserialize(value)));
    }
    return rows;
  }

  /** The entries of a store over all tasks, keys as UTF-8, values as plain objects. */
  async store(name: string): Promise<Map<string, unknown>> {
    const entries = new Map<string, unknown>();
    for (const task of this.#tasks) {
      for await (const { key, value } of task.store(name)?.range() ?? []) {
        entries.set(key.toString(), plain(value));
      }
    }
    return entries;
  }

  deadLetters(): readonly LogRecord[] {
    return this.records(deadLetterTopic(this.#topology.applicationId).name);
  }

  #next(): DrivenTask | undefined {
    return this.#tasks.find((task) => task.pending > 0);
  }
}
