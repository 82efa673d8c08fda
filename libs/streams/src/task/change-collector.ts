import type { LogRecord, NewRecord } from '@user-information/event-log';
import type { BatchTrace } from '@user-information/observability';
import type { JoinNode } from '../dsl/join-node.ts';
import { repartitionTopic } from '../topology/internal-topics.ts';
import type { Change } from './internal-format.ts';
import { changesCodec } from './internal-format.ts';
import { traced } from './traced.ts';

interface KeyChanges {
  readonly key: Buffer;
  oldestMs: number;
  readonly merged: Map<string, { input: string; value: Buffer; weight: number }>;
  readonly events: Change[];
}

/**
 * The changes that one batch sends to a join's repartition topic: one record for each view key, in
 * which equal contributions are merged by adding their weights. A celebrity's thousand new followers
 * are one change of weight 1000; a like that was taken back at once is none.
 */
export class ChangeCollector {
  readonly #byKey = new Map<string, KeyChanges>();
  readonly #trace: BatchTrace | undefined;

  constructor(trace?: BatchTrace) {
    this.#trace = trace;
  }

  /** A contribution that came (`weight` 1) or went (−1). */
  contribute(key: Buffer, input: string, value: Buffer, weight: 1 | -1, record: LogRecord): void {
    const { merged } = this.#of(key, record);
    const at = `${input}\0${value.toString('latin1')}`;
    const known = merged.get(at);
    if (known === undefined) merged.set(at, { input, value, weight });
    else known.weight += weight;
  }

  /** An event of a record stream: kept as it is, in order. */
  event(key: Buffer, input: string, value: Buffer, record: LogRecord): void {
    this.#of(key, record).events.push({ input, value, weight: 1 });
  }

  records(applicationId: string, join: JoinNode): NewRecord[] {
    const records: NewRecord[] = [];
    for (const keyChanges of this.#byKey.values()) {
      const { key, oldestMs, merged, events } = keyChanges;
      const changes = [...[...merged.values()].filter(({ weight }) => weight !== 0), ...events];
      if (changes.length === 0) continue;
      const topic = repartitionTopic(applicationId, join);
      const value = changesCodec.encode(changes);
      const record = { topic, key, value, timestampMs: oldestMs };
      records.push(traced(record, this.#trace, keyChanges));
    }
    return records;
  }

  #of(key: Buffer, record: LogRecord): KeyChanges {
    const { timestampMs } = record;
    const at = key.toString('latin1');
    let changes = this.#byKey.get(at);
    if (changes === undefined) {
      changes = { key, oldestMs: timestampMs, merged: new Map(), events: [] };
      this.#byKey.set(at, changes);
    }
    changes.oldestMs = Math.min(changes.oldestMs, timestampMs);
    this.#trace?.caused(changes, record);
    return changes;
  }
}
