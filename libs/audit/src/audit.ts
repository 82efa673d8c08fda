import { setTimeout as sleep } from 'node:timers/promises';
import { fromEarliest } from '@user-information/event-log';
import type { EventLog, LogRecord, PartitionOffset } from '@user-information/event-log';
import type { AuditedView } from './audited-view.ts';
import { takeCut } from './cut/take-cut.ts';
import type { Cut } from './cut/take-cut.ts';
import { PositionedReader } from './positioned-reader.ts';
import { PublishedView } from './published-view.ts';
import { Recount } from './recount/recount.ts';
import type { Offsets, Verdict } from './verdict/audit-report.ts';
import { Comparison } from './verdict/comparison.ts';

/**
 * Changelogs keep every record for a minute at least before they compact it: a position is exact when
 * what came after the last one was read sooner than that. Half of it is left for clocks, and for
 * records of the view, which carry the time of the event that they tell of.
 */
const exactForMs = 30_000;
/** How long a group may take to get as far as the recount; then that reads on, and it starts again. */
const patienceMs = 20_000;

export type AuditLog = Pick<
  EventLog,
  'committedOffsets' | 'earliestOffsets' | 'endOffsets' | 'read'
>;

export interface AuditOptions {
  readonly log: AuditLog;
  readonly spec: AuditedView;
  readonly signal: AbortSignal;
  /** How often the group's offsets are asked for while they are waited for; 20 when left out. */
  readonly lookEveryMs?: number;
  /** Told of the topic of each record of a source that can't be read. */
  readonly onUnreadable?: (topic: string) => void;
}

/**
 * Recounts a view from its sources while they and it move on, and compares the two at a cut. Both are
 * in memory, read from the topics' beginning.
 */
export class Audit {
  readonly #options: AuditOptions;
  readonly #recount: Recount;
  readonly #view: PublishedView;
  readonly #comparison: Comparison;
  readonly #sources: PositionedReader;
  readonly #changes: PositionedReader;
  /** When the ends were asked for up to which all is read; null while that is not known to be exact. */
  #exactAtMs: number | null = null;
  /** What it waits for, in words. */
  waitsFor: string | null = 'reads the topics back';

  private constructor(
    options: AuditOptions,
    sources: readonly PartitionOffset[],
    view: readonly PartitionOffset[],
  ) {
    const { log, signal, spec } = options;
    this.#options = options;
    this.#recount = new Recount(spec, options.onUnreadable ?? (() => undefined));
    this.#view = new PublishedView(
      spec.view,
      spec.counted.flatMap(({ counts }) => counts),
    );
    this.#comparison = new Comparison(this.#recount, this.#view);
    this.#sources = new PositionedReader(log, sources, signal);
    this.#changes = new PositionedReader(log, view, signal);
  }

  /** Fails with `UnknownTopicError` when a source or the view has no topic. */
  static async open(options: AuditOptions): Promise<Audit> {
    const { log, spec } = options;
    const sources = await fromEarliest(log, sourcesOf(spec));
    return new Audit(options, sources, await fromEarliest(log, [spec.view.name]));
  }

  /** Reads all that there is, again until the last round was quick enough to have missed nothing. */
  async catchUp(): Promise<void> {
    for (;;) {
      const takenAtMs = performance.now();
      const { log, spec } = this.#options;
      const ends = await Promise.all(sourcesOf(spec).map((topic) => log.endOffsets(topic)));
      await this.#sources.advance(ends.flat(), this.#count);
      await this.#changes.advance(await log.endOffsets(spec.view.name), this.#publish);
      const isExact = this.#isExact();
      this.#exactAtMs = takenAtMs;
      if (isExact) return;
    }
  }

  /** One audit; null when the join did not get as far in time. Takes up where the last one ended. */
  async next(): Promise<Verdict | null> {
    if (!this.#isExact()) await this.catchUp();
    const cut = await takeCut({
      lookEveryMs: 20,
      ...this.#options,
      at: this.#sources.position,
      untilMs: (this.#exactAtMs ?? 0) + patienceMs,
      onWaiting: (forWhat) => (this.waitsFor = forWhat),
    });
    if (cut === null) {
      await this.catchUp();
      // The topic in between may not exist yet, which is looked for now and then.
      await sleep(1_000, undefined, { signal: this.#options.signal });
      return null;
    }
    await this.#readTo(cut);
    if (!this.#isExact()) {
      this.#comparison.discardWindow();
      return null;
    }
    this.#exactAtMs = cut.takenAtMs;
    const found = await this.#comparison.compare();
    this.waitsFor = null;
    return { completedAtMs: Date.now(), positions: positionsOf(cut), ...found };
  }

  async #readTo({ from, viewEnds, to }: Cut): Promise<void> {
    await this.#sources.advance(from, this.#count);
    this.#comparison.openWindow();
    await this.#sources.advance(to, this.#count);
    await this.#changes.advance(viewEnds, this.#publish);
  }

  readonly #count = (record: LogRecord): Promise<void> => this.#recount.apply(record);
  readonly #publish = (record: LogRecord): Promise<void> => this.#view.apply(record);

  #isExact(): boolean {
    return this.#exactAtMs !== null && performance.now() - this.#exactAtMs < exactForMs;
  }
}

function sourcesOf({ rows, counted }: AuditedView): string[] {
  return [rows, ...counted].map(({ name }) => name);
}

function positionsOf({ from, viewEnds, to }: Cut): Verdict['positions'] {
  return { from: offsetsOf(from), view: offsetsOf(viewEnds), to: offsetsOf(to) };
}

function offsetsOf(ends: readonly PartitionOffset[]): Offsets {
  const offsets: Record<string, number[]> = {};
  for (const { topic, partition, offset } of ends) (offsets[topic] ??= [])[partition] = offset;
  return offsets;
}
