import type { EventLog, CopyLag } from '@user-information/event-log';
import { partitionName } from '@user-information/event-log';
import type { Position, StateStore, StateStoreProvider } from '@user-information/state-store';
import { changelogTopic } from '../topology/internal-topics.ts';
import type { TaskLayout } from './task-layout.ts';

const prefix = 'task-';

/** A task's store that holds all that its changelogs held when it was restored. */
export interface ReadableStore {
  readonly role: 'active' | 'standby';
  readonly store: StateStore;
}

/** The state stores of an instance: one for each partition number that it has or once had. */
export class TaskStores {
  readonly #provider: StateStoreProvider;
  readonly #log: Pick<EventLog, 'endOffsets'>;
  readonly #layout: TaskLayout;
  readonly #open = new Map<number, StateStore>();
  readonly #readable = new Map<number, ReadableStore>();
  /** Of the stores that are closed. */
  readonly #positions = new Map<number, Position>();

  #found: Promise<void> | undefined;

  constructor(provider: StateStoreProvider, log: Pick<EventLog, 'endOffsets'>, layout: TaskLayout) {
    this.#provider = provider;
    this.#log = log;
    this.#layout = layout;
  }

  /** Opens the store of a task; this instance must not have it open. */
  async open(partition: number): Promise<StateStore> {
    const store = await this.#provider.open(`${prefix}${partition}`);
    this.#open.set(partition, store);
    return store;
  }

  /** From now on the store may be read by others than its task, until it is closed. */
  makeReadable(partition: number, role: ReadableStore['role']): void {
    const store = this.#open.get(partition);
    if (store !== undefined) this.#readable.set(partition, { role, store });
  }

  readable(partition: number): ReadableStore | undefined {
    return this.#readable.get(partition);
  }

  async close(partition: number): Promise<void> {
    this.#readable.delete(partition);
    const store = this.#open.get(partition);
    if (store === undefined) return;
    this.#positions.set(partition, await store.position());
    this.#open.delete(partition);
    await store.close();
  }

  /** How far each task's state here is behind its changelog topics, those without any included. */
  async lags(): Promise<readonly CopyLag[]> {
    await (this.#found ??= this.#find());
    const ends = await this.#endOffsets();
    return Promise.all(
      this.#layout.partitions.map(async (partition) => {
        const position = await this.#position(partition);
        const at = new Map(position.map((known) => [partitionName(known), known.offset]));
        const recordsBehind = ends
          .filter((end) => end.partition === partition)
          .reduce(
            (sum, end) => sum + Math.max(end.offset - (at.get(partitionName(end)) ?? 0), 0),
            0,
          );
        return { partition, recordsBehind };
      }),
    );
  }

  /** Looks at what earlier instances in this place left behind; nothing is open yet. */
  async #find(): Promise<void> {
    for (const name of await this.#provider.names()) {
      const partition = Number(name.slice(prefix.length));
      if (name !== `${prefix}${partition}` || this.#open.has(partition)) continue;
      await this.open(partition);
      await this.close(partition);
    }
  }

  async #position(partition: number): Promise<Position> {
    return (await this.#open.get(partition)?.position()) ?? this.#positions.get(partition) ?? [];
  }

  async #endOffsets() {
    const topics = this.#layout.stores.map(({ name }) =>
      changelogTopic(this.#layout.applicationId, name),
    );
    return (await Promise.all(topics.map((topic) => this.#log.endOffsets(topic)))).flat();
  }
}
