import type { NewRecord } from '@user-information/event-log';
import type { JoinNode } from '../dsl/join-node.ts';
import { repartitionTopic } from '../topology/internal-topics.ts';
import type { Change } from './internal-format.ts';
import { changesCodec } from './internal-format.ts';

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

  /** A contribution that came (`weight` 1) or went (−1). */
  contribute(key: Buffer, input: string, value: Buffer, weight: 1 | -1, timestampMs: number): void {
    const { merged } = this.#of(key, timestampMs);
    const at = `${input}\0${value.toString('latin1')}`;
    const known = merged.get(at);
    if (known === undefined) merged.set(at, { input, value, weight });
    else known.weight += weight;
  }

  /** An event of a record stream: kept as it is, in order. */
  event(key: Buffer, input: string, value: Buffer, timestampMs: number): void {
    this.#of(key, timestampMs).events.push({ input, value, weight: 1 });
  }

  records(applicationId: string, join: JoinNode): NewRecord[] {
    const records: NewRecord[] = [];
    for (const { key, oldestMs, merged, events } of this.#byKey.values()) {
      const changes = [...[...merged.values()].filter(({ weight }) => weight !== 0), ...events];
      if (changes.length === 0) continue;
      const topic = repartitionTopic(applicationId, join);
      records.push({ topic, key, value: changesCodec.encode(changes), timestampMs: oldestMs });
    }
    return records;
  }

  #of(key: Buffer, timestampMs: number): KeyChanges {
    const at = key.toString('latin1');
    let changes = this.#byKey.get(at);
    if (changes === undefined) {
      changes = { key, oldestMs: timestampMs, merged: new Map(), events: [] };
      this.#byKey.set(at, changes);
    }
    changes.oldestMs = Math.min(changes.oldestMs, timestampMs);
    return changes;
  }
}
