import { positionText } from '@user-information/event-log';
import type { AppendedRecord, PartitionOffset } from '@user-information/event-log';
import { leaveOut, problem } from '@user-information/service';
import type { FastifyReply } from 'fastify';
import type { Derivation } from '../positions/derivation.ts';
import { Waiting } from '../positions/waiting.ts';
import { afterQuery } from './after-query.ts';
import { unavailable } from './not-ready.ts';

export interface ReadYourWritesOptions {
  readonly derivation: Derivation;
  /** How many requests may wait at a time; more are answered 503 at once. */
  readonly maxWaiting: number;
}

/** Lets requests wait until the view includes what their clients know of. */
export class ReadYourWrites {
  readonly #derivation: Derivation;
  readonly #maxWaiting: number;
  #waitingCount = 0;

  constructor({ derivation, maxWaiting }: ReadYourWritesOptions) {
    this.#derivation = derivation;
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Resolves once the view includes the positions of `?after=`, and at once without it. Throws a
   * problem: 400 for what is no position of this view, 503 with how far it is when the time is up.
   */
  async wait(query: Readonly<Record<string, unknown>>, reply: FastifyReply): Promise<void> {
    const after = afterQuery(query);
    if (after === null) return;
    await this.#check(after.positions);
    await this.waitFor(after.positions, after.waitMs, reply);
  }

  /** The same for positions that are known to be of this view. */
  async waitFor(
    positions: readonly AppendedRecord[],
    waitMs: number,
    reply: FastifyReply,
  ): Promise<void> {
    if (this.#waitingCount >= this.#maxWaiting) {
      throw unavailable(reply, 'Too many waiting', `${this.#maxWaiting} requests wait already.`);
    }
    const begunMs = performance.now();
    const waiting = new Waiting();
    const giveUp = (): void => waiting.giveUp();
    const timer = setTimeout(giveUp, waitMs);
    reply.raw.once('close', giveUp);
    this.#waitingCount += 1;
    try {
      const byTopic = Map.groupBy(positions, ({ topic }) => topic);
      await Promise.all(
        [...byTopic.values()].map((ofTopic) =>
          this.#derivation.includes(endsAfter(ofTopic), waiting),
        ),
      );
    } catch (error) {
      if (!waiting.signal.aborted) throw error;
      throw unavailable(reply, 'Not there yet', detailOf(waiting, waitMs), {
        after: positions.map(positionText).join(),
        waitsFor: waiting.waitsFor(),
      });
    } finally {
      this.#waitingCount -= 1;
      leaveOut(reply, performance.now() - begunMs);
      clearTimeout(timer);
      reply.raw.off('close', giveUp);
      waiting.giveUp(); // Of several, one may have failed.
    }
  }

  async #check(positions: readonly AppendedRecord[]): Promise<void> {
    const { topics } = this.#derivation;
    for (const { topic, partition } of positions) {
      if (!topics.includes(topic)) {
        const known = topics.join(', ');
        throw problem(400, 'Bad query', `This view is not made of "${topic}", but of ${known}.`);
      }
      const partitionCount = await this.#derivation.partitionCount(topic);
      if (partitionCount === null || partition >= partitionCount) {
        const has = partitionCount === null ? 'does not exist' : `has ${partitionCount} partitions`;
        throw problem(400, 'Bad query', `There is no ${topic}-${partition}: the topic ${has}.`);
      }
    }
  }
}

/** One end a partition, after the last of its records. */
function endsAfter(records: readonly AppendedRecord[]): PartitionOffset[] {
  const ends = new Map<number, PartitionOffset>();
  for (const { topic, partition, offset } of records) {
    const end = Math.max(offset + 1, ends.get(partition)?.offset ?? 0);
    ends.set(partition, { topic, partition, offset: end });
  }
  return [...ends.values()];
}

function detailOf(waiting: Waiting, waitMs: number): string {
  const waitsFor = waiting.waitsFor();
  if (waitsFor === null) return `The view does not include it after ${waitMs} ms.`;
  const { group, recordsLeft, topic } = waitsFor;
  const who = group === null ? 'this view' : `group "${group}"`;
  return `After ${waitMs} ms, ${who} has ${recordsLeft} records of topic "${topic}" left to take.`;
}
