import type { LogRecord } from '@user-information/event-log';
import type { JoinNode } from '../dsl/join-node.ts';
import type { KStream } from '../dsl/kstream.ts';
import { ChangeCollector } from './change-collector.ts';
import type { Apply, Output, Processor } from './processor.ts';
import type { TaskState } from './task-state.ts';

/** Sends each event of a record stream on under the key that `selectKey` chose, as it was written. */
export class RekeyStreamProcessor implements Processor {
  readonly topics: readonly string[];
  readonly #applicationId: string;
  readonly #join: JoinNode;
  readonly #stream: KStream<unknown, unknown>;
  #collector = new ChangeCollector();

  constructor(applicationId: string, join: JoinNode, stream: KStream<unknown, unknown>) {
    this.topics = [stream.topic.name];
    this.#applicationId = applicationId;
    this.#join = join;
    this.#stream = stream;
  }

  prepare(record: LogRecord): Apply | Promise<Apply> {
    const bytes = record.value;
    if (bytes === null) return nothing;
    const event = this.#stream.topic.value.deserialize(bytes);
    const eventKey = record.key === null ? null : this.#stream.topic.key.deserialize(record.key);
    if (!(event instanceof Promise) && !(eventKey instanceof Promise)) {
      return this.#prepared(record, bytes, event, eventKey);
    }
    return Promise.all([event, eventKey]).then(([value, key]) =>
      this.#prepared(record, bytes, value, key),
    );
  }

  load(state: TaskState): Promise<void> {
    this.#collector = new ChangeCollector(state);
    return Promise.resolve();
  }

  reset(): void {
    this.#collector = new ChangeCollector();
  }

  finish(): Promise<Output> {
    const records = this.#collector.records(this.#applicationId, this.#join);
    return Promise.resolve({ records, failures: [] });
  }

  #prepared(record: LogRecord, bytes: Buffer, event: unknown, eventKey: unknown): Apply {
    const key = this.#stream.by?.(this.#stream.complete(event, []), eventKey as never);
    if (key === null || key === undefined) return nothing;
    const viewKey = this.#join.out.key.serialize(key);
    return () => {
      this.#collector.event(viewKey, this.#stream.name, bytes, record);
    };
  }
}

/** A tombstone or an event without a key: a record stream has nothing that it could undo. */
const nothing: Apply = () => undefined;
