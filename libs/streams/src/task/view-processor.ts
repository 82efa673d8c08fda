import {
  inputText,
  lastEventsHeader,
  lastEventText,
  splitLastEvents,
} from '@user-information/event-log';
import type { LastEventTexts, LogRecord } from '@user-information/event-log';
import type { JoinNode, JoinNodeInput } from '../dsl/join-node.ts';
import { inputName } from '../dsl/join-node.ts';
import { StreamsError } from '../errors.ts';
import { isRekeyed, needsRepartition, repartitionTopic } from '../topology/internal-topics.ts';
import type { Change } from './internal-format.ts';
import { changesCodec } from './internal-format.ts';
import { allReady } from './all-ready.ts';
import type { Apply, Output, Processor } from './processor.ts';
import { recordKey } from './record-key.ts';
import type { TaskState } from './task-state.ts';
import type { TableProcessor } from './table-processor.ts';
import { ViewBatch } from './view-batch.ts';
import type { ViewEntry } from './view-entry.ts';

/** A change whose bytes were decoded, with what to do about it. */
interface DecodedChange {
  readonly input: JoinNodeInput;
  readonly value: unknown;
  readonly weight: number;
}

/** The tables that are kept, by their stores. */
export type StoredTables = ReadonlyMap<string, TableProcessor>;

/**
 * Keeps a join's view: folds the table's rows, the repartitioned changes and co-partitioned events
 * of one batch into the state of each key, then publishes each key that changed once.
 */
export class ViewProcessor implements Processor {
  readonly topics: readonly string[];
  readonly #join: JoinNode;
  readonly #tableTopic: string | undefined;
  readonly #repartition: string;
  readonly #inputs: ReadonlyMap<string, JoinNodeInput>;
  readonly #streams: ReadonlyMap<string, JoinNodeInput>;
  readonly #batch: ViewBatch;
  readonly #tables: StoredTables;

  constructor(applicationId: string, join: JoinNode, partition: number, tables: StoredTables) {
    const direct = join.inputs.filter((input) => input.kind === 'stream' && !isRekeyed(input));
    this.#join = join;
    this.#tables = tables;
    this.#tableTopic = join.table?.topic.name;
    this.#repartition = repartitionTopic(applicationId, join);
    this.#inputs = new Map(join.inputs.map((input) => [inputName(input), input]));
    this.#streams = new Map(direct.map((input) => [inputName(input), input]));
    this.#batch = new ViewBatch(join, partition);
    this.topics = [
      ...(this.#tableTopic === undefined ? [] : [this.#tableTopic]),
      ...(needsRepartition(join) ? [this.#repartition] : []),
      ...direct.flatMap((input) => (input.kind === 'stream' ? [input.stream.topic.name] : [])),
    ];
  }

  prepare(record: LogRecord, state: TaskState): Apply | Promise<Apply> {
    if (record.topic === this.#tableTopic) return this.#prepareRow(record, state);
    if (record.topic === this.#repartition) return this.#prepareChanges(record, state);
    return this.#prepareEvents(record, state);
  }

  load(): Promise<void> {
    return this.#batch.load();
  }

  reset(): void {
    this.#batch.reset();
  }

  finish(state: TaskState): Promise<Output> {
    return this.#batch.finish(state);
  }

  #prepareRow(record: LogRecord, state: TaskState): Apply | Promise<Apply> {
    const bytes = record.value;
    if (bytes === null)
      return this.#prepared(record, state, (entry) => entry.setRow(null, undefined));
    const row = this.#join.table?.topic.value.deserialize(bytes);
    const apply = (value: unknown) => (entry: ViewEntry) => entry.setRow(bytes, value);
    if (row instanceof Promise) {
      return row.then((value) => this.#prepared(record, state, apply(value)));
    }
    return this.#prepared(record, state, apply(row));
  }

  #prepareEvents(record: LogRecord, state: TaskState): Apply | Promise<Apply> {
    const bytes = record.value;
    if (bytes === null) return () => undefined;
    const inputs = this.#streamsOf(record);
    for (const { store } of inputs.flatMap(lookups)) {
      this.#tables.get(store)?.want(recordKey(record), state);
    }
    const changes = inputs.map((input) => ({ input: inputName(input), value: bytes, weight: 1 }));
    return this.#prepareDecoded(record, state, changes);
  }

  #prepareChanges(record: LogRecord, state: TaskState): Promise<Apply> | Apply {
    const place = `Topic "${record.topic}" at offset ${record.offset}`;
    const changes = record.value === null ? [] : changesCodec.decode(record.value, place);
    return this.#prepareDecoded(record, state, changes);
  }

  #prepareDecoded(
    record: LogRecord,
    state: TaskState,
    changes: readonly Change[],
  ): Promise<Apply> | Apply {
    const decoded = allReady(changes.map((change) => this.#decode(change)));
    const prepared = (steps: readonly DecodedChange[]): Apply =>
      this.#prepared(record, state, (entry) => applyChanges(entry, steps, this.#tables));
    return decoded instanceof Promise ? decoded.then(prepared) : prepared(decoded);
  }

  #decode(change: Change): DecodedChange | Promise<DecodedChange> {
    const input = this.#inputOf(change);
    const { weight } = change;
    const value = valueSerde(input).deserialize(change.value);
    if (value instanceof Promise)
      return value.then((late: unknown) => ({ input, value: late, weight }));
    return { input, value, weight };
  }

  #inputOf(change: Change): JoinNodeInput {
    const input = this.#inputs.get(change.input);
    if (input !== undefined) return input;
    throw new StreamsError(
      'UNKNOWN_INPUT',
      `The join to "${this.#join.out.name}" has no input named "${change.input}": it was renamed or ` +
        'removed while records of it were under way. Give the input its old name back.',
    );
  }

  #prepared(record: LogRecord, state: TaskState, apply: (entry: ViewEntry) => void): Apply {
    const key = recordKey(record);
    const at = this.#batch.want(key, state);
    return () => {
      const entry = this.#batch.entry(at);
      apply(entry);
      entry.touch(record);
      state.trace?.caused(entry, record);
      if (state.applied === undefined) return;
      for (const [input, event] of this.#eventsOf(record))
        entry.include(input, event + state.applied);
    };
  }

  /** Those that a record brings: it is one itself, or tells which ones it was made of. */
  #eventsOf(record: LogRecord): LastEventTexts {
    const { headers, topic } = record;
    if (topic === this.#repartition) return splitLastEvents(headers[lastEventsHeader] ?? '');
    const inputs = topic === this.#tableTopic ? [topic] : this.#streamsOf(record).map(inputName);
    return new Map(inputs.map((input) => [inputText(input), lastEventText(record)]));
  }

  #streamsOf({ topic }: LogRecord): JoinNodeInput[] {
    return [...this.#streams.values()].filter(
      (input) => input.kind === 'stream' && input.stream.topic.name === topic,
    );
  }
}

function valueSerde(input: JoinNodeInput) {
  return input.kind === 'stream' ? input.stream.topic.value : input.grouped.contribution.serde;
}

function lookups(input: JoinNodeInput) {
  return input.kind === 'stream' ? input.stream.lookups : [];
}

/** Additions first: a key's contribution may move between entities within one batch. */
function applyChanges(
  entry: ViewEntry,
  changes: readonly DecodedChange[],
  tables: StoredTables,
): void {
  let { view, contributions, events } = entry;
  for (const { input, value, weight } of [...changes].sort((a, b) => b.weight - a.weight)) {
    if (input.kind === 'stream') {
      const rows = lookups(input).map(({ store }) => tables.get(store)?.row(entry.key));
      view = input.update(view, input.stream.complete(value, rows));
      events = true;
      continue;
    }
    const step = weight > 0 ? input.add : input.subtract;
    for (let i = 0; i < Math.abs(weight); i++) view = step(view, value);
    contributions += weight;
  }
  entry.setView(view, contributions, events);
}
