import type { LogRecord, NewRecord } from '@user-information/event-log';
import { appliedText, deadLetter } from '@user-information/event-log';
import type { BatchTrace } from '@user-information/observability';
import type { StoreReader, Write } from '@user-information/state-store';
import { StreamsError } from '../errors.ts';
import { isRekeyed } from '../topology/internal-topics.ts';
import type { Topology } from '../topology/topology.ts';
import type { Failure } from './failure.ts';
import { recordFailure } from './failure.ts';
import type { Apply, Processor } from './processor.ts';
import { allReady } from './all-ready.ts';
import { RekeyStreamProcessor } from './rekey-stream-processor.ts';
import { RekeyTableProcessor } from './rekey-table-processor.ts';
import { TableProcessor } from './table-processor.ts';
import { TaskState } from './task-state.ts';
import { ViewProcessor } from './view-processor.ts';

/** What became of a batch: these records and its offsets commit together, then the store's writes. */
export interface Step {
  /** Outputs, repartitioned changes, changelog records and dead letters. */
  readonly records: readonly NewRecord[];
  readonly writes: readonly Write[];
  readonly failures: readonly Failure[];
}

export interface ProcessorOptions {
  /** See `StreamsOptions.tellLastEvents`. */
  readonly tellLastEvents?: boolean | undefined;
}

/**
 * One task of a topology: all that happens to the records of one partition number. It reads a state
 * store and says what is to be written; it writes nothing itself and knows no log, so the runtime
 * and the test driver run exactly the same code.
 */
export class TaskProcessor {
  readonly #applicationId: string;
  readonly #partition: number;
  readonly #store: StoreReader;
  readonly #tellsLastEvents: boolean;
  readonly #processors: readonly Processor[];
  readonly #byTopic = new Map<string, Processor[]>();

  constructor(
    topology: Topology,
    partition: number,
    store: StoreReader,
    { tellLastEvents = false }: ProcessorOptions = {},
  ) {
    this.#tellsLastEvents = tellLastEvents;
    this.#applicationId = topology.applicationId;
    this.#partition = partition;
    this.#store = store;
    this.#processors = processorsOf(topology, partition);
    for (const processor of this.#processors) {
      for (const topic of processor.topics) {
        this.#byTopic.set(topic, [...(this.#byTopic.get(topic) ?? []), processor]);
      }
    }
  }

  /**
   * Works out the step for a batch; the step before it must have been written to the store.
   *
   * @param trace of those of the records that have one: what comes of them goes on with it
   */
  async process(records: readonly LogRecord[], trace?: BatchTrace): Promise<Step> {
    try {
      return await this.#process(records, trace);
    } catch (error) {
      for (const processor of this.#processors) processor.reset();
      throw error;
    }
  }

  async #process(records: readonly LogRecord[], trace: BatchTrace | undefined): Promise<Step> {
    const failures: Failure[] = [];
    const state = new TaskState(this.#store, {
      trace,
      applied: this.#tellsLastEvents ? appliedText(Date.now()) : undefined,
    });
    const prepared: { record: LogRecord; steps: readonly Apply[] }[] = [];
    for (const record of records) {
      try {
        const ready = this.#prepare(record, state);
        prepared.push({ record, steps: ready instanceof Promise ? await ready : ready });
      } catch (error) {
        failures.push(recordFailure(record, error));
      }
    }
    await state.fetch();
    for (const processor of this.#processors) await processor.load(state);
    for (const { record, steps } of prepared) {
      try {
        for (const apply of steps) apply();
      } catch (error) {
        if (error instanceof StreamsError && error.code === 'CORRUPT_STATE') throw error;
        failures.push(recordFailure(record, error));
      }
    }
    return this.#finish(state, failures);
  }

  #prepare(record: LogRecord, state: TaskState): readonly Apply[] | Promise<readonly Apply[]> {
    const processors = this.#byTopic.get(record.topic) ?? [];
    return allReady(processors.map((processor) => processor.prepare(record, state)));
  }

  async #finish(state: TaskState, failures: Failure[]): Promise<Step> {
    const records: NewRecord[] = [];
    for (const processor of this.#processors) {
      const output = await processor.finish(state);
      records.push(...output.records);
      failures.push(...output.failures);
    }
    records.push(...state.changelogRecords(this.#applicationId, this.#partition));
    records.push(
      ...failures.map(({ record, error }) => deadLetter(this.#applicationId, record, error)),
    );
    return { records, writes: state.writes(), failures };
  }
}

function processorsOf(
  { applicationId, tables, joins, groupedSources }: Topology,
  partition: number,
): Processor[] {
  const stored = new Map(tables.map((table) => [table.store, new TableProcessor(table)]));
  return [
    ...stored.values(),
    ...groupedSources.map((source) => new RekeyTableProcessor(applicationId, source)),
    ...joins.flatMap((join) =>
      join.inputs.flatMap((input) =>
        input.kind === 'stream' && isRekeyed(input)
          ? [new RekeyStreamProcessor(applicationId, join, input.stream)]
          : [],
      ),
    ),
    ...joins.map((join) => new ViewProcessor(applicationId, join, partition, stored)),
  ];
}
