import type { LogRecord, PartitionOffset } from '@user-information/event-log';
import type { StateStore, StorePartition } from '@user-information/state-store';
import type { Topology } from '@user-information/streams';
import {
  TaskProcessor,
  TaskStorePartition,
  changelogTopic,
  restore,
  sourceTopics,
  storeDecoders,
  stores,
} from '@user-information/streams';
import { MemoryStateStore } from './memory-state-store.ts';
import type { MemoryTopics } from './memory-topics.ts';

/**
 * Where a task dies in a step: before its transaction commits (nothing has happened), after it and
 * before the state store is written (the store is behind its changelog), or with its disk lost.
 */
export type CrashPoint = 'before-commit' | 'after-commit' | 'disk-lost';

/** One task of a topology over topics in memory, one step at a time, with crashes where asked for. */
export class DrivenTask {
  readonly partition: number;
  readonly #topology: Topology;
  readonly #topics: MemoryTopics;
  readonly #committed = new Map<string, number>();
  #store: StateStore = new MemoryStateStore();
  #processor: TaskProcessor;

  constructor(topology: Topology, topics: MemoryTopics, partition: number) {
    this.partition = partition;
    this.#topology = topology;
    this.#topics = topics;
    this.#processor = this.#newProcessor();
  }

  /** Records that this task has not committed yet, over all its inputs. */
  get pending(): number {
    return this.#inputs().reduce((sum, input) => sum + input.length, 0);
  }

  /** The offsets that it has committed; inputs of which it has taken nothing are left out. */
  get committed(): PartitionOffset[] {
    const { partition } = this;
    return [...this.#committed].map(([topic, offset]) => ({ topic, partition, offset }));
  }

  /** Takes at most `maxRecords` from the inputs, and crashes where told; restarts after a crash. */
  async step(maxRecords: number, crash?: CrashPoint): Promise<void> {
    const batch = this.#batch(maxRecords);
    const step = await this.#processor.process(batch);
    if (crash === 'before-commit') return this.#restart();
    const appended = this.#topics.append(step.records);
    for (const { topic, offset } of batch) this.#committed.set(topic, offset + 1);
    if (crash === 'after-commit') return this.#restart();
    await this.#store.write(step.writes, this.#positions(appended));
    if (crash === 'disk-lost') {
      this.#store = new MemoryStateStore();
      return this.#restart();
    }
  }

  /** One of its stores; undefined for a name that none of them has. */
  store(name: string): StorePartition | undefined {
    const decoder = storeDecoders(this.#topology).get(name);
    if (decoder === undefined) return undefined;
    const readable = { role: 'active', store: this.#store } as const;
    return new TaskStorePartition({ name, readable, decoder, recordsBehind: async () => 0 });
  }

  #inputs(): LogRecord[][] {
    return sourceTopics(this.#topology).map((topic) =>
      this.#topics.records(topic, this.partition).slice(this.#committed.get(topic) ?? 0),
    );
  }

  #batch(maxRecords: number): LogRecord[] {
    const inputs = this.#inputs();
    const share = Math.max(1, Math.ceil(maxRecords / inputs.length));
    return inputs.flatMap((input) => input.slice(0, share)).slice(0, maxRecords);
  }

  #positions(appended: readonly PartitionOffset[]): PartitionOffset[] {
    const names = stores(this.#topology).map(({ name }) => name);
    const changelogs = new Set(
      names.map((name) => changelogTopic(this.#topology.applicationId, name)),
    );
    const next = new Map<string, number>();
    for (const { topic, offset } of appended)
      if (changelogs.has(topic)) next.set(topic, offset + 1);
    return [...next].map(([topic, offset]) => ({ topic, partition: this.partition, offset }));
  }

  /** Every other one tells last events, so that no history may depend on that. */
  #newProcessor(): TaskProcessor {
    const tellLastEvents = this.partition % 2 === 1;
    return new TaskProcessor(this.#topology, this.partition, this.#store, { tellLastEvents });
  }

  async #restart(): Promise<void> {
    await restore({
      log: this.#topics,
      store: this.#store,
      applicationId: this.#topology.applicationId,
      partition: this.partition,
      stores: stores(this.#topology).map(({ name }) => name),
    });
    this.#processor = this.#newProcessor();
  }
}
