import { Counter, Gauge } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';
import type { Verdict } from './verdict/audit-report.ts';
import { isRight } from './verdict/audit-report.ts';

/** The verdict as metrics, and how old it is. */
export class AuditMetrics {
  readonly #completed: Counter;
  readonly #unreadable: Counter<'topic'>;
  readonly #view: string;
  readonly #isRight: Gauge<'view'>;
  readonly #rowsChecked: Gauge<'view'>;
  readonly #rowsWrong: Gauge<'view'>;
  readonly #sum: Gauge<'count' | 'of'>;
  readonly #live: Gauge<'topic'>;
  /** Of the verdict, or of the start while there is none: an audit that never ends grows old, too. */
  #sinceMs = performance.now();

  /** @param view the topic of the view */
  constructor(metrics: Metrics, view: string) {
    this.#view = view;
    const registers = [metrics];
    // With a label, so that there is none before the first verdict.
    const gauge = (name: string, help: string) =>
      new Gauge({ name, help, labelNames: ['view'], registers });
    this.#completed = new Counter({
      name: 'audit_completed_total',
      help: 'Audits that were completed.',
      registers,
    });
    this.#unreadable = new Counter({
      name: 'audit_unreadable_records_total',
      help: 'Records of the sources that no one can read, and that count for nothing.',
      labelNames: ['topic'],
      registers,
    });
    this.#isRight = gauge('audit_right', 'Whether the last audit found nothing wrong: 1 or 0.');
    this.#rowsChecked = gauge('audit_rows_checked', 'Rows that there are by the recount.');
    this.#rowsWrong = gauge(
      'audit_rows_wrong',
      'Rows of the view that the last audit found wrong.',
    );
    this.#sum = new Gauge({
      name: 'audit_sum',
      help: 'Sum of a count over all rows of the view, and the least and the most that it may be.',
      labelNames: ['count', 'of'],
      registers,
    });
    this.#live = new Gauge({
      name: 'audit_live_entities',
      help: 'Entities of a counted topic that live.',
      labelNames: ['topic'],
      registers,
    });
    const ageSeconds = (): number => (performance.now() - this.#sinceMs) / 1000;
    new Gauge({
      name: 'audit_age_seconds',
      help: 'Since the last audit was completed, or since the start while none was.',
      registers,
      collect() {
        this.set(ageSeconds());
      },
    });
  }

  unreadable(topic: string): void {
    this.#unreadable.inc({ topic });
  }

  completed(verdict: Verdict): void {
    this.#sinceMs = performance.now();
    this.#completed.inc();
    const view = { view: this.#view };
    this.#isRight.set(view, isRight(verdict) ? 1 : 0);
    this.#rowsChecked.set(view, verdict.rowsChecked);
    this.#rowsWrong.set(view, verdict.rowsWrong);
    for (const [count, { is, atLeast, atMost }] of verdict.sums) {
      this.#sum.set({ count, of: 'view' }, is);
      this.#sum.set({ count, of: 'least' }, atLeast);
      this.#sum.set({ count, of: 'most' }, atMost);
    }
    for (const [topic, size] of verdict.live) this.#live.set({ topic }, size);
  }
}
