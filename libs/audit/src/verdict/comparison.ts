import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PublishedView } from '../published-view.ts';
import type { Recount } from '../recount/recount.ts';
import type { SumReport, Verdict } from './audit-report.ts';
import type { Finding } from './finding.ts';
import { findingsOf } from './finding.ts';

const maxExamples = 20;
/** Rows that are compared before others get their turn. */
const turnRows = 1_000;

/**
 * Compares the view with the recount, again and again: only the rows that something has touched since,
 * for what was said of the others stands.
 */
export class Comparison {
  readonly #recount: Recount;
  readonly #view: PublishedView;
  readonly #wrong = new Map<string, readonly Finding[]>();
  /** To be looked at besides those that the next window touches. */
  #due = new Set<string>();

  constructor(recount: Recount, view: PublishedView) {
    this.#recount = recount;
    this.#view = view;
  }

  /** The recount is where a window begins. */
  openWindow(): void {
    this.#takeTouched();
    this.#recount.openWindow();
  }

  /** The window is good for nothing. */
  discardWindow(): void {
    this.#takeTouched();
    this.#recount.closeWindow();
  }

  /** Compares the view with all that it may be by the window, which ends here, and closes it. */
  async compare(): Promise<Omit<Verdict, 'completedAtMs' | 'positions'>> {
    const recount = this.#recount;
    const inWindow = recount.takeTouched();
    const due = [...this.#due, ...inWindow, ...this.#view.takeTouched()];
    // What was in doubt by this window is looked at again by the next, when it will be exact.
    this.#due = inWindow;
    let looked = 0;
    for (const key of new Set(due)) {
      const findings = findingsOf(key, this.#view.get(key), recount.possible(key));
      if (findings.length === 0) this.#wrong.delete(key);
      else this.#wrong.set(key, findings);
      looked += 1;
      if (looked % turnRows === 0) await nextTurn();
    }
    const sums = this.#sums(inWindow);
    recount.closeWindow();
    return {
      rowsChecked: recount.rowCount,
      rowsWrong: this.#wrong.size,
      sums,
      live: recount.live(),
      examples: this.#examples(),
    };
  }

  #takeTouched(): void {
    for (const key of this.#recount.takeTouched()) this.#due.add(key);
  }

  #sums(inWindow: ReadonlySet<string>): Map<string, SumReport> {
    const shouldBe = this.#recount.sums(inWindow);
    return new Map(
      [...this.#view.sums()].map(([count, is]) => {
        const { atLeast, atMost } = shouldBe.get(count) ?? { atLeast: 0, atMost: 0 };
        return [count, { is, atLeast, atMost }];
      }),
    );
  }

  #examples(): Finding[] {
    const examples: Finding[] = [];
    for (const findings of this.#wrong.values()) {
      if (examples.length >= maxExamples) break;
      examples.push(...findings);
    }
    return examples.slice(0, maxExamples);
  }
}
