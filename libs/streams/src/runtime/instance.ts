import type { Assignment, TopicPartition } from '@user-information/event-log';
import type { Health } from '@user-information/observability';
import type { QueryableStores } from '@user-information/state-store';
import { StandbyTask } from './standby-task.ts';
import type { Streams } from './streams.ts';
import type { RunningTask, TaskContext } from './task-context.ts';
import { TaskQueries } from './task-queries.ts';
import { Task } from './task.ts';

interface Running {
  readonly role: 'active' | 'standby';
  readonly task: RunningTask;
  readonly done: Promise<void>;
}

/** Follows the assignments of its group: starts and stops tasks, and leaves alone those that stay. */
export class Instance implements Streams {
  readonly stores: QueryableStores;
  readonly #context: TaskContext;
  readonly #health: Health;
  readonly #onError: (error: unknown) => void;
  readonly #running = new Map<number, Running>();
  readonly #restoring = new Set<number>();
  /** The partition numbers to work on; undefined before the first assignment. */
  #assigned: readonly number[] | undefined;
  #assigning: Promise<void> = Promise.resolve();

  constructor(context: TaskContext, health: Health, onError: (error: unknown) => void) {
    this.#context = context;
    this.#health = health;
    this.#onError = onError;
    this.stores = new TaskQueries({ ...context, assigned: () => this.#assigned });
  }

  start(): void {
    this.#tellHealth();
    this.#assigning = this.#followAssignments().catch(this.#onError);
  }

  totals(): { records: number; deadLetters: number } {
    return this.#context.metrics.totals;
  }

  async close(): Promise<void> {
    await this.#stop([...this.#running.keys()]);
    await this.#context.member.leave();
    await this.#assigning;
    await this.#stop([...this.#running.keys()]); // What an assignment started meanwhile.
  }

  async #followAssignments(): Promise<void> {
    for await (const assignment of this.#context.member.assignments()) {
      await this.#take(assignment);
    }
  }

  async #take({ active, standby }: Assignment): Promise<void> {
    const sources = Map.groupBy(active, ({ partition }) => partition);
    this.#assigned = [...sources.keys()];
    const roleOf = (partition: number) =>
      sources.has(partition) ? 'active' : standby.includes(partition) ? 'standby' : undefined;
    const changed = [...this.#running].filter(
      ([partition, { role }]) => role !== roleOf(partition),
    );
    await this.#stop(changed.map(([partition]) => partition));
    // All of them first: the instance must not look ready between two tasks.
    for (const partition of sources.keys()) {
      if (!this.#running.has(partition)) this.#restoring.add(partition);
    }
    for (const [partition, inputs] of sources) {
      if (!this.#running.has(partition)) this.#work(partition, inputs);
    }
    for (const partition of standby) {
      if (!this.#running.has(partition)) {
        this.#run(partition, 'standby', new StandbyTask(this.#context, partition));
      }
    }
    this.#context.metrics.assigned(sources.size, standby.length);
    this.#tellHealth();
  }

  #work(partition: number, sources: readonly TopicPartition[]): void {
    const task = new Task(this.#context, {
      partition,
      sources,
      onRestoring: () => {
        this.#restoring.add(partition);
        this.#tellHealth();
      },
      onRestored: () => {
        this.#restoring.delete(partition);
        this.#tellHealth();
      },
    });
    this.#run(partition, 'active', task);
  }

  #run(partition: number, role: Running['role'], task: RunningTask): void {
    const done = task.run().catch(this.#onError);
    this.#running.set(partition, { role, task, done });
  }

  async #stop(partitions: readonly number[]): Promise<void> {
    const stopped = partitions.flatMap((partition) => this.#running.get(partition) ?? []);
    for (const { task } of stopped) task.stop();
    await Promise.all(stopped.map(({ done }) => done));
    for (const partition of partitions) {
      this.#running.delete(partition);
      this.#restoring.delete(partition);
      this.#context.metrics.gone(partition);
    }
  }

  #tellHealth(): void {
    const health = this.#health.component('streams');
    const roles = [...this.#running.values()].map(({ role }) => role);
    const active = roles.filter((role) => role === 'active').length;
    if (this.#restoring.size > 0)
      health.notReady(`restoring task ${[...this.#restoring].join(', ')}`);
    else if (active > 0) health.ready(`${active} tasks running`);
    else if (roles.length > 0) health.ready(`${roles.length} standby tasks running`);
    else if (this.#assigned !== undefined)
      health.ready('no task: there are more instances than partitions');
    else health.notReady('no partitions assigned yet');
  }
}
