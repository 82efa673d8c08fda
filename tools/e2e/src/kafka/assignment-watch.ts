import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { EventLog } from '@user-information/event-log';
import type { TaskHolders } from './assignment.ts';
import { taskHolders } from './assignment.ts';

const pollMs = 25;

/** A task that went from one instance to another; instances by their addresses. */
export interface Move {
  readonly task: number;
  readonly from: string;
  readonly to: string;
}

/** Watches who works on which task. */
export class AssignmentWatch {
  readonly #log: EventLog;
  readonly #tasks: number;
  readonly #stopping = new AbortController();
  readonly #moves: Move[] = [];
  readonly #done: Promise<void>;
  #last: TaskHolders | undefined;

  constructor(log: EventLog, tasks: number) {
    this.#log = log;
    this.#tasks = tasks;
    this.#done = this.#watch();
  }

  /** Who had what when it last looked and every task was somebody's. */
  get last(): TaskHolders | undefined {
    return this.#last;
  }

  /** The moves since this was asked last. */
  takeMoves(): readonly Move[] {
    return this.#moves.splice(0);
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
  }

  async #watch(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const now = await taskHolders(this.#log, this.#tasks);
      if (now !== undefined && !isDeepStrictEqual(now, this.#last)) {
        this.#note(now);
        this.#last = now;
      }
      await delay(pollMs);
    }
  }

  #note({ active }: TaskHolders): void {
    active.forEach((to, task) => {
      const from = this.#last?.active[task] ?? to;
      if (from !== to) this.#moves.push({ task, from, to });
    });
  }
}
