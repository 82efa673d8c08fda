import type { Assignment, EventLog, GroupMember, GroupOptions } from '@user-information/event-log';
import type { HealthComponent, Logger, Metrics, Tracer } from '@user-information/observability';
import type { SharedStore } from '@user-information/state-store';
import { SinkMetrics } from './sink-metrics.ts';
import { SinkPartition } from './sink-partition.ts';

export interface SinkOptions {
  readonly log: Pick<EventLog, 'joinGroup' | 'read'>;
  /** The changelog topic that is the view. */
  readonly topic: string;
  /** Its members share the partitions. */
  readonly group: string;
  /** What the group is told of this member, for those that keep what they write to themselves. */
  readonly seat?: Pick<GroupOptions, 'address' | 'copies' | 'standbyReplicas'>;
  /** Told of each assignment before it is followed; partitions on standby are written, too. */
  readonly onAssigned?: (assignment: Assignment) => void;
  /** Where the view is kept; sinks alone write it. Closed after the sink. */
  readonly store: SharedStore;
  readonly metrics: Metrics;
  /** Tells when what a traced request changed can be read; left out: nothing is traced. */
  readonly tracer?: Tracer | undefined;
  readonly logger: Logger;
  /** Not ready while the store can't be written. */
  readonly health: HealthComponent;
  /** The sink has stopped for good, for this reason. */
  readonly onError: (error: unknown) => void;
}

export interface Sink {
  /** Asks for a new assignment, since a copy has become warm. */
  reassign(): void;
  /** Ends after the batches under way. The log and the store stay open. */
  close(): Promise<void>;
}

/**
 * Keeps a view in a shared store: writes what a changelog topic says, partition by partition, from the
 * position that the store has of it on. What it writes depends on the topic alone and is written once,
 * however often sinks are killed, moved, or at work on the same partition; a store that lost what it
 * had is filled again. It never ends for want of the store.
 */
export async function startSink(options: SinkOptions): Promise<Sink> {
  const { group, health, log, onError, seat, topic } = options;
  health.notReady('no partitions assigned yet');
  const member = await log.joinGroup({ ...seat, group, topics: [topic], sharing: 'shared' });
  const sink = new GroupSink(options, member);
  sink.start().catch(onError);
  return sink;
}

class GroupSink implements Sink {
  readonly #options: SinkOptions;
  readonly #member: GroupMember;
  readonly #metrics: SinkMetrics;
  readonly #running = new Map<number, SinkPartition>();
  readonly #problems = new Map<number, string>();
  #assigning: Promise<void> = Promise.resolve();

  constructor(options: SinkOptions, member: GroupMember) {
    this.#options = options;
    this.#member = member;
    this.#metrics = new SinkMetrics(options.metrics, options.topic);
  }

  start(): Promise<void> {
    this.#assigning = this.#followAssignments();
    return this.#assigning;
  }

  reassign(): void {
    this.#member.reassign();
  }

  async close(): Promise<void> {
    await this.#stop([...this.#running.keys()]);
    await this.#member.leave();
    await this.#assigning.catch(() => undefined); // It was told already.
    await this.#stop([...this.#running.keys()]); // What an assignment started meanwhile.
  }

  async #followAssignments(): Promise<void> {
    for await (const assignment of this.#member.assignments()) {
      const active = assignment.active.map(({ partition }) => partition);
      const mine = new Set([...active, ...assignment.standby]);
      this.#options.onAssigned?.(assignment);
      await this.#stop([...this.#running.keys()].filter((partition) => !mine.has(partition)));
      for (const partition of mine) if (!this.#running.has(partition)) this.#start(partition);
      this.#tellHealth();
    }
  }

  #start(partition: number): void {
    const sinkPartition = new SinkPartition({
      ...this.#options,
      partition,
      metrics: this.#metrics,
      onProblem: (problem) => {
        if (problem === null) this.#problems.delete(partition);
        else this.#problems.set(partition, problem);
        this.#tellHealth();
      },
    });
    this.#running.set(partition, sinkPartition);
  }

  async #stop(partitions: readonly number[]): Promise<void> {
    await Promise.all(partitions.map(async (partition) => this.#running.get(partition)?.close()));
    for (const partition of partitions) {
      this.#running.delete(partition);
      this.#problems.delete(partition);
    }
  }

  #tellHealth(): void {
    const { health } = this.#options;
    const [problem] = this.#problems.values();
    if (problem === undefined) health.ready(`writes ${this.#running.size} partitions of the view`);
    else health.notReady(problem);
  }
}
