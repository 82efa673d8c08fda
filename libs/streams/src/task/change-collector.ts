import { inputText, joinLastEvents, lastEventText } from '@user-information/event-log';
import type { LogRecord, NewRecord } from '@user-information/event-log';
import type { JoinNode } from '../dsl/join-node.ts';
import { repartitionTopic } from '../topology/internal-topics.ts';
import type { Change } from './internal-format.ts';
import { changesCodec } from './internal-format.ts';
import type { BatchFacts } from './task-state.ts';
import { lastHeader } from './last-header.ts';
import { traced } from './traced.ts';

interface KeyChanges {
  readonly key: Buffer;
  oldestMs: number;
  readonly merged: Map<string, { input: string; value: Buffer; weight: number }>;
  readonly events: Change[];
  /** The last record by each input; undefined where nobody is to know. */
  readonly last: Map<string, LogRecord> | undefined;
}

/**
 * The changes that one batch sends to a join's repartition topic: one record for each view key, in
 * which equal contributions are merged by adding their weights. A celebrity's thousand new followers
 * are one change of weight 1000; a like that was taken back at once is none.
 */
export class ChangeCollector {
  readonly #byKey = new Map<string, KeyChanges>();
  readonly #facts: BatchFacts;

  constructor(facts: BatchFacts = {}) {
    this.#facts = facts;
  }

  /** A contribution that came (`weight` 1) or went (−1). */
  contribute(key: Buffer, input: string, value: Buffer, weight: 1 | -1, record: LogRecord): void {
    const { merged } = this.#of(key, input, record);
    const at = `${input}\0${value.toString('latin1')}`;
    const known = merged.get(at);
    if (known === undefined) merged.set(at, { input, value, weight });
    else known.weight += weight;
  }

  /** An event of a record stream: kept as it is, in order. */
  event(key: Buffer, input: string, value: Buffer, record: LogRecord): void {
    this.#of(key, input, record).events.push({ input, value, weight: 1 });
  }

  records(applicationId: string, join: JoinNode): NewRecord[] {
    const records: NewRecord[] = [];
    for (const keyChanges of this.#byKey.values()) {
      const { key, oldestMs, merged, events, last } = keyChanges;
      const changes = [...[...merged.values()].filter(({ weight }) => weight !== 0), ...events];
      if (changes.length === 0) continue;
      const topic = repartitionTopic(applicationId, join);
      const value = changesCodec.encode(changes);
      const record = { topic, key, value, timestampMs: oldestMs };
      const telling = last === undefined ? record : { ...record, ...told(changes, last) };
      records.push(traced(telling, this.#facts.trace, keyChanges));
    }
    return records;
  }

  #of(key: Buffer, input: string, record: LogRecord): KeyChanges {
    const { trace, applied } = this.#facts;
    const { timestampMs } = record;
    const at = key.toString('latin1');
    let changes = this.#byKey.get(at);
    if (changes === undefined) {
      const last = applied === undefined ? undefined : new Map<string, LogRecord>();
      changes = { key, oldestMs: timestampMs, merged: new Map(), events: [], last };
      this.#byKey.set(at, changes);
    }
    changes.oldestMs = Math.min(changes.oldestMs, timestampMs);
    trace?.caused(changes, record);
    changes.last?.set(input, record);
    return changes;
  }
}

/** Of what came and went again nothing is told. */
function told(changes: readonly Change[], last: ReadonlyMap<string, LogRecord>) {
  const texts = new Map<string, string>();
  for (const { input } of changes) {
    const record = last.get(input);
    if (record !== undefined) texts.set(inputText(input), lastEventText(record));
  }
  return lastHeader(joinLastEvents(texts));
}
