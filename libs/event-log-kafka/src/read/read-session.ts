import { randomUUID } from 'node:crypto';
import type { Batch } from '@user-information/event-log';
import { OffsetOutOfRangeError } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import type { Patience } from '../cluster/patience.ts';
import type { BrokerAddress } from '../connection/broker-address.ts';
import { addressText } from '../connection/broker-address.ts';
import { listOffsets } from '../offsets/list-offsets.ts';
import { decodeBatches } from '../records/decode-batches.ts';
import type { FetchedPartition } from '../requests/fetch.ts';
import { fetchRequest } from '../requests/fetch.ts';
import { checkCode, errorName, KafkaError } from '../requests/kafka-error.ts';
import { composeBatch } from './compose-batch.ts';
import type { PartitionCursor } from './partition-cursor.ts';

const OFFSET_NOT_AVAILABLE = 78;

export interface ReadLimits {
  readonly maxRecords: number;
  readonly maxWaitMs: number;
  readonly maxFetchBytes: number;
  readonly maxPartitionBytes: number;
}

/**
 * One read: asks the leaders of its partitions for more once it has handed out all that they gave, so
 * that at most one answer of each is held while its reader works. Its connections are its own, since a
 * broker holds an answer back until there is something to say.
 */
export class ReadSession {
  readonly #cluster: Cluster;
  readonly #cursors: PartitionCursor[];
  readonly #limits: ReadLimits;
  readonly #purpose = `read ${randomUUID()}`;
  readonly #patience: Patience;
  /** Brokers that are being asked. */
  readonly #asking = new Set<string>();
  /** And for what. */
  readonly #asked = new Set<PartitionCursor>();
  #isPlanning = false;
  #changed = Promise.withResolvers<void>();
  #failure: { readonly error: unknown } | undefined;
  #isEnded = false;

  constructor(cluster: Cluster, cursors: readonly PartitionCursor[], limits: ReadLimits) {
    this.#cluster = cluster;
    this.#patience = cluster.patience();
    this.#cursors = [...cursors];
    this.#limits = limits;
  }

  /** The next batch, once there is one; undefined at the end. */
  async next(): Promise<Batch | undefined> {
    for (;;) {
      if (this.#isEnded) {
        return undefined;
      }
      if (this.#failure !== undefined) {
        throw this.#failure.error;
      }
      this.#changed = Promise.withResolvers();
      const { promise } = this.#changed;
      const batch = composeBatch(this.#cursors, this.#limits.maxRecords);
      void this.#askLeaders();
      if (batch.positions.length > 0) {
        // Another comes first in the next batch.
        this.#cursors.push(...this.#cursors.splice(0, 1));
        return batch;
      }
      await promise;
    }
  }

  end(): void {
    this.#isEnded = true;
    this.#cluster.release(this.#purpose);
    this.#changed.resolve();
  }

  /** Asks each leader that is not being asked and has given nothing that is still to be read. */
  async #askLeaders(): Promise<void> {
    if (this.#isPlanning || this.#isEnded) {
      return;
    }
    this.#isPlanning = true;
    try {
      const byLeader = Map.groupBy(await this.#withLeaders(), ({ leader }) => addressText(leader));
      this.#isPlanning = false;
      for (const places of byLeader.values()) this.#askIfDue(places);
    } catch (error) {
      await this.#recover(error);
      this.#isPlanning = false;
      this.#changed.resolve();
    }
  }

  #askIfDue(
    places: readonly { readonly cursor: PartitionCursor; readonly leader: BrokerAddress }[],
  ) {
    const [first] = places;
    if (first === undefined || this.#asking.has(addressText(first.leader))) {
      return;
    }
    const cursors = places.map(({ cursor }) => cursor);
    if (!cursors.some(({ isFilled }) => isFilled)) void this.#ask(first.leader, cursors);
  }

  /** A cursor whose leader changed may still be asked for at the old one. */
  #idle(): PartitionCursor[] {
    return this.#cursors.filter((cursor) => !this.#asked.has(cursor));
  }

  async #withLeaders() {
    const { metadata } = this.#cluster;
    return Promise.all(
      this.#idle().map(async (cursor) => {
        const { topic, partition } = cursor;
        const known = metadata.knownLeader(topic, partition);
        return { cursor, leader: known ?? (await metadata.leader(topic, partition)) };
      }),
    );
  }

  async #ask(leader: BrokerAddress, cursors: readonly PartitionCursor[]): Promise<void> {
    const name = addressText(leader);
    const { maxWaitMs, maxFetchBytes, maxPartitionBytes } = this.#limits;
    this.#asking.add(name);
    cursors.forEach((cursor) => this.#asked.add(cursor));
    try {
      const broker = await this.#cluster.connection(leader, this.#purpose);
      if (this.#isEnded) {
        this.#cluster.release(this.#purpose);
        return;
      }
      const request = fetchRequest({
        partitions: cursors,
        maxWaitMs,
        maxBytes: maxFetchBytes,
        maxPartitionBytes,
      });
      const fetched = await broker.ask(request, maxWaitMs + this.#cluster.requestTimeoutMs);
      const fillings = await Promise.allSettled(fetched.map((partition) => this.#fill(partition)));
      for (const filling of fillings) if (filling.status === 'rejected') throw filling.reason;
      this.#patience.reset();
    } catch (error) {
      await this.#recover(error);
    } finally {
      this.#asking.delete(name);
      cursors.forEach((cursor) => this.#asked.delete(cursor));
      this.#changed.resolve();
    }
  }

  async #fill({ topic, partition, errorCode, aborted, batches }: FetchedPartition): Promise<void> {
    const cursor = this.#cursors.find(
      (each) => each.topic === topic && each.partition === partition,
    );
    if (cursor === undefined) {
      return;
    }
    if (errorName(errorCode) === 'OFFSET_OUT_OF_RANGE') {
      await this.#reset(cursor);
      return;
    }
    checkCode(errorCode, `for records of ${topic}-${partition}`);
    if (batches.length > 0) {
      cursor.fill(await decodeBatches(batches, `${topic}-${partition}`), aborted);
    }
  }

  /** What is before the earliest record was deleted; what is beyond the end is of another log. */
  async #reset(cursor: PartitionCursor): Promise<void> {
    const { topic, partition, offset } = cursor;
    const [earliest, end] = await Promise.all([
      listOffsets(this.#cluster, topic, 'earliest'),
      listOffsets(this.#cluster, topic, 'end'),
    ]);
    const earliestOffset = earliest[partition]?.offset ?? 0;
    const endOffset = end[partition]?.offset ?? 0;
    if (offset > endOffset && offset > earliestOffset) {
      throw new OffsetOutOfRangeError(topic, partition, offset, endOffset);
    }
    if (offset >= earliestOffset) {
      // It is in range by now.
      throw new KafkaError(OFFSET_NOT_AVAILABLE, `for records of ${topic}-${partition}`);
    }
    cursor.offset = earliestOffset;
  }

  async #recover(error: unknown): Promise<void> {
    if (!this.#isEnded) {
      try {
        await this.#patience.after(error);
      } catch (fatal) {
        this.#failure ??= { error: fatal };
      }
    }
  }
}
