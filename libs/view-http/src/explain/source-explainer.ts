import { positionText } from '@user-information/event-log';
import type { EventLog, PartitionOffset } from '@user-information/event-log';
import type { Derivation } from '../positions/derivation.ts';
import type { DerivationStep } from '../positions/derivation-step.ts';
import type { WaitsFor } from '../positions/waiting.ts';
import { Waiting } from '../positions/waiting.ts';
import { shareWhilePending } from '../share-while-pending.ts';
import type { SourceExplanation } from './source-explanation.ts';

/** How long an explanation waits for what it could say more with. */
const waitMs = 1_000;

export interface SourceExplainerOptions {
  readonly log: Pick<EventLog, 'committedOffsets' | 'endOffsets' | 'read'>;
  readonly steps: readonly DerivationStep[];
  readonly derivation: Derivation;
}

interface Source {
  readonly topic: string;
  readonly group: string;
  readonly fields: readonly string[];
}

/**
 * Tells how far a view is with the topics that it is made of. It looks up which records the groups have
 * taken, and then waits, as a read of one's own writes does, until what came of those is in the view: a
 * row that is read after that includes them. Requests at the same time share a look at the log.
 */
export class SourceExplainer {
  /** One for each topic that is read and that no step makes. */
  readonly explain: () => Promise<readonly SourceExplanation[]>;
  readonly #log: SourceExplainerOptions['log'];
  readonly #derivation: Derivation;

  constructor({ derivation, log, steps }: SourceExplainerOptions) {
    this.#log = log;
    this.#derivation = derivation;
    const made = new Set(steps.map(({ into }) => into));
    const sources = steps.flatMap(({ fields = {}, from, group }) =>
      from
        .filter((topic) => !made.has(topic))
        .map((topic): Source => ({ topic, group, fields: fields[topic] ?? [] })),
    );
    this.explain = shareWhilePending(() =>
      Promise.all(sources.map((source) => this.#explain(source))),
    );
  }

  async #explain({ topic, group, fields }: Source): Promise<SourceExplanation> {
    const partitionCount = (await this.#derivation.partitionCount(topic)) ?? 0;
    const partitions = Array.from({ length: partitionCount }, (_, partition) => partition);
    const committed = await this.#log.committedOffsets(
      group,
      partitions.map((partition) => ({ topic, partition })),
    );
    const ends = partitionCount === 0 ? [] : await this.#log.endOffsets(topic);
    const left = ends.flatMap((end) => {
      const from = committed.find(({ partition }) => partition === end.partition)?.offset ?? 0;
      return end.offset > from ? [{ ...end, offset: from, count: end.offset - from }] : [];
    });
    const [included, oldestLeftAt] = await Promise.all([
      this.#include(committed),
      this.#oldest(left),
    ]);
    const taken = committed.filter(({ offset }) => offset > 0);
    return {
      topic,
      fields,
      group,
      currentTo: included.isIncluded
        ? taken.map((at) => positionText({ ...at, offset: at.offset - 1 }))
        : null,
      waitsFor: included.waitsFor,
      recordsLeft: left.reduce((sum, { count }) => sum + count, 0),
      oldestLeftAt,
    };
  }

  /** Waits a while until all before these ends is in the view. */
  async #include(ends: readonly PartitionOffset[]): Promise<Inclusion> {
    const waiting = new Waiting();
    const timer = setTimeout(() => waiting.giveUp(), waitMs);
    try {
      await this.#derivation.includes(ends, waiting);
      return { isIncluded: true, waitsFor: null };
    } catch (error) {
      if (!waiting.signal.aborted) throw error;
      return { isIncluded: false, waitsFor: waiting.waitsFor() };
    } finally {
      clearTimeout(timer);
    }
  }

  /** When the oldest of the records from these offsets on happened. */
  async #oldest(from: readonly PartitionOffset[]): Promise<string | null> {
    const signal = AbortSignal.timeout(waitMs);
    const firsts = await Promise.all(from.map((at) => this.#firstMs(at, signal)));
    const oldestMs = Math.min(...firsts.filter((ms) => ms !== null));
    return Number.isFinite(oldestMs) ? new Date(oldestMs).toISOString() : null;
  }

  async #firstMs(from: PartitionOffset, signal: AbortSignal): Promise<number | null> {
    for await (const { records } of this.#log.read([from], { signal, maxRecords: 1 })) {
      if (records[0] !== undefined) return records[0].timestampMs;
    }
    return null;
  }
}

interface Inclusion {
  readonly isIncluded: boolean;
  readonly waitsFor: WaitsFor | null;
}
