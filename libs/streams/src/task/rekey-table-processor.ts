import type { LogRecord } from '@user-information/event-log';
import type { JoinNode } from '../dsl/join-node.ts';
import { contributionsStore } from '../topology/internal-topics.ts';
import type { GroupedSource } from '../topology/topology.ts';
import { ChangeCollector } from './change-collector.ts';
import type { KeyedContribution } from './internal-format.ts';
import { contributionsCodec } from './internal-format.ts';
import type { Apply, Output, Processor } from './processor.ts';
import { recordKey } from './record-key.ts';
import type { StateSlot, TaskState } from './task-state.ts';

/**
 * Turns each record of a changelog into the difference between what its entity contributes now and
 * what it contributed before, under the keys of the views. What was contributed is remembered as it
 * was sent, so that it is undone exactly even after the code that chose it has changed.
 */
export class RekeyTableProcessor implements Processor {
  readonly topics: readonly string[];
  readonly #applicationId: string;
  readonly #source: GroupedSource;
  readonly #store: string;
  readonly #joins: ReadonlyMap<string, JoinNode>;
  #collectors = new Map<string, ChangeCollector>();

  constructor(applicationId: string, source: GroupedSource) {
    const topic = source.table.topic.name;
    this.topics = [topic];
    this.#applicationId = applicationId;
    this.#source = source;
    this.#store = contributionsStore(topic);
    this.#joins = new Map(source.groups.map(({ join }) => [join.out.name, join]));
  }

  prepare(record: LogRecord, state: TaskState): Apply | Promise<Apply> {
    const key = recordKey(record);
    if (record.value === null) return this.#prepared(state, record, key, []);
    const { topic } = this.#source.table;
    const entity = topic.value.deserialize(record.value);
    const entityKey = topic.key.deserialize(key);
    if (!(entity instanceof Promise) && !(entityKey instanceof Promise)) {
      return this.#prepared(state, record, key, this.#contributions(entity, entityKey));
    }
    return Promise.all([entity, entityKey]).then(([value, id]) =>
      this.#prepared(state, record, key, this.#contributions(value, id)),
    );
  }

  load(state: TaskState): Promise<void> {
    this.#collectors = this.#newCollectors(state);
    return Promise.resolve();
  }

  reset(): void {
    this.#collectors = this.#newCollectors();
  }

  finish(): Promise<Output> {
    const records = [...this.#joins].flatMap(
      ([name, join]) => this.#collectors.get(name)?.records(this.#applicationId, join) ?? [],
    );
    return Promise.resolve({ records, failures: [] });
  }

  #newCollectors(state?: TaskState): Map<string, ChangeCollector> {
    return new Map([...this.#joins.keys()].map((name) => [name, new ChangeCollector(state)]));
  }

  #contributions(entity: unknown, entityKey: unknown): KeyedContribution[] {
    return this.#source.groups.flatMap(({ group, join }) => {
      const key = group.by(entity as never, entityKey as never);
      if (key === null || key === undefined) return [];
      const value = group.contribution.serde.serialize(
        group.contribution.of(entity as never, entityKey as never),
      );
      return [{ join: join.out.name, input: group.name, key: join.out.key.serialize(key), value }];
    });
  }

  #prepared(
    state: TaskState,
    record: LogRecord,
    key: Buffer,
    next: readonly KeyedContribution[],
  ): Apply {
    const slot = state.want(this.#store, key);
    const after = next.length === 0 ? null : contributionsCodec.encode(next);
    return () => this.#apply(state, slot, record, next, after);
  }

  #apply(
    state: TaskState,
    slot: StateSlot,
    record: LogRecord,
    next: readonly KeyedContribution[],
    after: Buffer | null,
  ): void {
    const before = slot.value;
    if (before === after || (before !== null && after !== null && before.equals(after))) return;
    const place = `Store "${this.#store}"`;
    const last = before === null ? [] : contributionsCodec.decode(before, place);
    for (const contribution of last) this.#send(contribution, -1, record);
    for (const contribution of next) this.#send(contribution, 1, record);
    state.put(slot, after, record.timestampMs);
  }

  #send({ join, input, key, value }: KeyedContribution, weight: 1 | -1, record: LogRecord): void {
    this.#collectors.get(join)?.contribute(key, input, value, weight, record);
  }
}
