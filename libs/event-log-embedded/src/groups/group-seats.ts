import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GroupOptions, MemberDescription, TopicPartition } from '@user-information/event-log';
import { GroupMemberExistsError, topicPartitions } from '@user-information/event-log';
import { FileLock } from '../storage/file-lock.ts';
import type { LogDirectory } from '../storage/log-directory.ts';
import type { Storage } from '../storage/storage.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import type { WriteQueue } from '../write/write-queue.ts';
import { GroupSeat } from './group-seat.ts';

/** Others that only look whether the seat is taken hold its lock for an instant: try again then. */
const LOCK_ATTEMPTS = 20;
const LOCK_RETRY_MS = 5;

interface GroupRow {
  readonly id: number;
  readonly member_id: string | null;
  readonly address: string | null;
  readonly pid: number | null;
  readonly topics: string | null;
}

/** The one seat of each group: a lock that ends with its holder, and a row that says who it is. */
export class GroupSeats {
  readonly #storage: Storage;
  readonly #catalog: TopicCatalog;
  readonly #writes: WriteQueue;
  readonly #directory: LogDirectory;
  readonly #held = new Set<GroupSeat>();

  constructor(
    storage: Storage,
    catalog: TopicCatalog,
    writes: WriteQueue,
    directory: LogDirectory,
  ) {
    this.#storage = storage;
    this.#catalog = catalog;
    this.#writes = writes;
    this.#directory = directory;
  }

  async join({ group, topics, address }: GroupOptions): Promise<GroupSeat> {
    const partitions = await this.#storage.read(() => this.#partitionsOf(topics));
    const groupId = await this.#writes.write(() => this.#ensureGroup(group));
    const lock = await this.#takeLock(group, groupId);
    const memberId = randomUUID();
    try {
      await this.#writes.write(() => {
        this.#storage
          .statement(
            'UPDATE groups SET member_id = ?, address = ?, pid = ?, topics = ? WHERE id = ?',
          )
          .run(memberId, address ?? null, process.pid, JSON.stringify(topics), groupId);
      });
    } catch (error) {
      lock.release();
      throw error;
    }
    const seat = new GroupSeat(memberId, partitions, () => {
      this.#held.delete(seat);
      lock.release();
    });
    this.#held.add(seat);
    return seat;
  }

  /** Leaves every seat that this process still holds. */
  async close(): Promise<void> {
    await Promise.all([...this.#held].map((seat) => seat.leave()));
  }

  /** The member, if there is one; a row whose lock nobody holds is of one that died. */
  async members(group: string): Promise<readonly MemberDescription[]> {
    return this.#storage.read(() => {
      const row = this.#find(group);
      if (row?.member_id == null || !FileLock.isHeld(this.#directory.groupLock(row.id))) {
        return [];
      }
      const active = this.#partitionsOf(JSON.parse(row.topics ?? '[]') as string[]);
      return [{ memberId: row.member_id, address: row.address, active, standby: [] }];
    });
  }

  #partitionsOf(topics: readonly string[]): readonly TopicPartition[] {
    return topics.flatMap((topic) =>
      topicPartitions(topic, this.#catalog.get(topic).spec.partitions),
    );
  }

  #ensureGroup(group: string): number {
    this.#storage.statement('INSERT OR IGNORE INTO groups (name) VALUES (?)').run(group);
    return this.#find(group)?.id ?? 0;
  }

  #find(group: string): GroupRow | undefined {
    const row = this.#storage.statement('SELECT * FROM groups WHERE name = ?').get(group);
    return row as unknown as GroupRow | undefined;
  }

  async #takeLock(group: string, groupId: number): Promise<FileLock> {
    for (let attempt = 1; attempt <= LOCK_ATTEMPTS; attempt += 1) {
      const lock = FileLock.tryAcquire(this.#directory.groupLock(groupId));
      if (lock !== undefined) {
        return lock;
      }
      await sleep(LOCK_RETRY_MS);
    }
    const row = await this.#storage.read(() => this.#find(group));
    throw new GroupMemberExistsError(
      group,
      `process ${row?.pid ?? 'unknown'}${row?.address == null ? '' : ` at ${row.address}`}`,
    );
  }
}
