import { Counter, Gauge, Histogram } from '@prometheus-io/client';
import type { Batch } from '@user-information/event-log';
import type { Metrics } from '@user-information/observability';
import type { Step } from '../task/task-processor.ts';

/** What a running topology tells of itself, registered on the service's metrics. */
export class StreamsMetrics {
  readonly #records: Counter<'topic'>;
  readonly #deadLetters: Counter<'topic'>;
  readonly #batchSeconds: Histogram;
  readonly #restoreLeft: Gauge<'task'>;
  readonly #restoreRate: Gauge<'task'>;
  readonly #tasks: Gauge<'role'>;
  readonly #rebalances: Counter;
  #processedCount = 0;
  #deadLetterCount = 0;

  constructor(metrics: Metrics) {
    const registers = [metrics];
    this.#records = new Counter({
      name: 'streams_records_processed_total',
      help: 'Records whose effects and offsets are committed',
      labelNames: ['topic'],
      registers,
    });
    this.#deadLetters = new Counter({
      name: 'streams_dead_letters_total',
      help: 'Records that could not be processed and went to the dead-letter topic',
      labelNames: ['topic'],
      registers,
    });
    this.#batchSeconds = new Histogram({
      name: 'streams_batch_duration_seconds',
      help: 'Time from a batch to its committed transaction and state',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
      registers,
    });
    this.#restoreLeft = new Gauge({
      name: 'streams_restore_records_left',
      help: 'Changelog records that a task still has to restore',
      labelNames: ['task'],
      registers,
    });
    this.#restoreRate = new Gauge({
      name: 'streams_restore_records_per_second',
      help: 'Changelog records restored a second, in the restore that is under way or was the last',
      labelNames: ['task'],
      registers,
    });
    this.#tasks = new Gauge({
      name: 'streams_tasks',
      help: 'Tasks that this instance works on (active) or keeps a warm copy of (standby)',
      labelNames: ['role'],
      registers,
    });
    this.#rebalances = new Counter({
      name: 'streams_assignments_total',
      help: 'Assignments of tasks that this instance was given',
      registers,
    });
  }

  /** Since the start of the process. */
  get totals(): { readonly records: number; readonly deadLetters: number } {
    return { records: this.#processedCount, deadLetters: this.#deadLetterCount };
  }

  processed(batch: Batch, step: Step, durationMs: number): void {
    const byTopic = new Map<string, number>();
    for (const { topic } of batch.records) byTopic.set(topic, (byTopic.get(topic) ?? 0) + 1);
    for (const [topic, count] of byTopic) this.#records.inc({ topic }, count);
    for (const { record } of step.failures) this.#deadLetters.inc({ topic: record.topic });
    this.#batchSeconds.observe(durationMs / 1000);
    this.#processedCount += batch.records.length;
    this.#deadLetterCount += step.failures.length;
  }

  restoring(task: number, recordsLeft: number, recordsPerSecond: number): void {
    this.#restoreLeft.set({ task: String(task) }, recordsLeft);
    this.#restoreRate.set({ task: String(task) }, recordsPerSecond);
  }

  assigned(active: number, standby: number): void {
    this.#tasks.set({ role: 'active' }, active);
    this.#tasks.set({ role: 'standby' }, standby);
    this.#rebalances.inc();
  }

  /** The task is another instance's now. */
  gone(task: number): void {
    this.#restoreLeft.remove({ task: String(task) });
    this.#restoreRate.remove({ task: String(task) });
  }
}
