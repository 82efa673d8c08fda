import type { Assignment, EventLog, PartitionOffset } from '@user-information/event-log';
import type { HealthComponent, Logger, Metrics, Tracer } from '@user-information/observability';
import type { HttpServer } from '@user-information/service';
import type { SharedStore, StateStore } from '@user-information/state-store';
import { startSink } from '../sink/start-sink.ts';
import type { Sink } from '../sink/start-sink.ts';
import { LocalPartitions } from './local-partitions.ts';
import { addPartitionRoutes } from './partition-routes.ts';
import type { Role } from './partition-json.ts';

/** For how long a partition that was taken away is still shown: whoever gets it may not have it yet. */
const stillShownMs = 5_000;

export interface PartitionsOptions {
  readonly log: Pick<EventLog, 'endOffsets' | 'joinGroup' | 'read'>;
  /** The changelog topic that is the view. */
  readonly topic: string;
  /** Its members share the partitions. */
  readonly group: string;
  /** `host:port` where routers reach this instance. */
  readonly address: string;
  /** How many other instances keep a warm copy of each partition. */
  readonly standbyReplicas: number;
  /** Opens the store of a partition; closed after this. */
  readonly openStore: (partition: number) => Promise<StateStore>;
  readonly server: HttpServer;
  readonly metrics: Metrics;
  /** Tells when what a traced request changed is served; left out: nothing is traced. */
  readonly tracer?: Tracer | undefined;
  readonly logger: Logger;
  /** Ready once what this instance works on has all that the log had when it was assigned. */
  readonly health: HealthComponent;
  readonly onError: (error: unknown) => void;
}

export interface Partitions {
  /** Leaves the group first, then ends the server. The log and the stores stay open. */
  close(): Promise<void>;
}

/**
 * Keeps copies of the partitions that the group gives this instance, and of some that others work on,
 * and shows them to routers.
 */
export async function startPartitions(options: PartitionsOptions): Promise<Partitions> {
  const { log, openStore, topic } = options;
  const ends = await log.endOffsets(topic);
  const stores: StateStore[] = [];
  for (const { partition } of ends) stores.push(await openStore(partition));
  const partitions = await LocalPartitions.open({ topic, stores });
  const instance = new PartitionedInstance(options, partitions);
  await instance.start();
  return instance;
}

class PartitionedInstance implements Partitions {
  readonly #options: PartitionsOptions;
  readonly #partitions: LocalPartitions;
  readonly #active = new Set<number>();
  readonly #standby = new Set<number>();
  /** Taken away a moment ago. */
  readonly #released = new Map<number, NodeJS.Timeout>();
  /** Up to where what was assigned must be; gone once it is there. */
  readonly #catchUpTo = new Map<number, number>();
  #sink: Sink | undefined;

  constructor(options: PartitionsOptions, partitions: LocalPartitions) {
    this.#options = options;
    this.#partitions = partitions;
  }

  async start(): Promise<void> {
    const { address, log, server, standbyReplicas, topic } = this.#options;
    const roleOf = (partition: number): Role | null =>
      this.#active.has(partition) ? 'active' : this.#held().has(partition) ? 'standby' : null;
    const partitions = this.#partitions;
    await server.serve((app) => addPartitionRoutes(app, { topic, partitions, roleOf }));
    const copies = async () => partitions.lags(await log.endOffsets(topic));
    this.#sink = await startSink({
      ...this.#options,
      store: this.#watched(),
      seat: { address, standbyReplicas, copies },
      onAssigned: (assignment) => this.#assigned(assignment),
      health: { ready: () => this.#tellHealth(), notReady: (detail) => this.#notReady(detail) },
    });
  }

  async close(): Promise<void> {
    for (const timer of this.#released.values()) clearTimeout(timer);
    await this.#sink?.close();
    await this.#options.server.close();
  }

  /** The sink writes through it, so that one knows when a copy has caught up. */
  #watched(): SharedStore {
    const partitions = this.#partitions;
    return {
      name: partitions.name,
      state: (partition) => partitions.state(partition),
      read: (partition, keys) => partitions.read(partition, keys),
      page: (partition, after, limit) => partitions.page(partition, after, limit),
      write: async (batch) => {
        const nextOffset = await partitions.write(batch);
        this.#reached(batch.partition, nextOffset);
        return nextOffset;
      },
      watch: () => undefined,
      close: async () => undefined,
    };
  }

  #assigned({ active, standby }: Assignment): void {
    const before = new Set([...this.#active, ...this.#standby]);
    this.#active.clear();
    this.#standby.clear();
    for (const { partition } of active) this.#active.add(partition);
    for (const partition of standby) this.#standby.add(partition);
    const mine = [...this.#active, ...this.#standby];
    for (const partition of before) if (!mine.includes(partition)) this.#release(partition);
    this.#partitions.hold(this.#held());
    for (const partition of this.#catchUpTo.keys()) {
      if (!mine.includes(partition)) this.#catchUpTo.delete(partition);
    }
    const fresh = mine.filter((partition) => !before.has(partition));
    for (const partition of fresh) this.#catchUpTo.set(partition, Infinity);
    void this.#lookWhereTo(fresh);
  }

  #held(): ReadonlySet<number> {
    return new Set([...this.#active, ...this.#standby, ...this.#released.keys()]);
  }

  #release(partition: number): void {
    clearTimeout(this.#released.get(partition));
    const timer = setTimeout(() => {
      this.#released.delete(partition);
      this.#partitions.hold(this.#held());
    }, stillShownMs).unref();
    this.#released.set(partition, timer);
  }

  async #lookWhereTo(partitions: readonly number[]): Promise<void> {
    const { log, onError, topic } = this.#options;
    try {
      const ends = await log.endOffsets(topic);
      for (const partition of partitions) await this.#mustReach(partition, ends);
      this.#tellHealth();
    } catch (error) {
      onError(error);
    }
  }

  async #mustReach(partition: number, ends: readonly PartitionOffset[]): Promise<void> {
    if (!this.#catchUpTo.has(partition)) return;
    this.#catchUpTo.set(partition, ends[partition]?.offset ?? 0);
    const { nextOffset } = await this.#partitions.state(partition);
    this.#reached(partition, nextOffset);
  }

  #reached(partition: number, nextOffset: number): void {
    const target = this.#catchUpTo.get(partition);
    if (target === undefined || nextOffset < target) return;
    this.#catchUpTo.delete(partition);
    if (this.#standby.has(partition)) this.#sink?.reassign();
    this.#tellHealth();
  }

  #tellHealth(): void {
    const behind = [...this.#active].filter((partition) => this.#catchUpTo.has(partition));
    const { health } = this.#options;
    if (behind.length > 0) health.notReady(`catching up with partition ${behind.join(', ')}`);
    else health.ready(`has partitions ${[...this.#active].join(', ') || 'of others only'}`);
  }

  #notReady(detail: string): void {
    this.#options.health.notReady(detail);
  }
}
