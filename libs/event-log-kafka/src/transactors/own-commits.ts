import type { PartitionOffset } from '@user-information/event-log';
import { partitionName } from '@user-information/event-log';
import type { AppendedBatch } from '../write/partition-batch.ts';

/** A coordinator ends a transaction within milliseconds; no longer is waited for what may be lost. */
const LONGEST_WAIT_MS = 10_000;

interface Commit {
  /** Readers see the records before it, or will in a moment. */
  readonly offset: number;
  readonly atMs: number;
}

/**
 * What this client's transactors have committed of late. Kafka shows it to readers a moment after it
 * said that it is committed; `endOffsets` waits for that.
 */
export class OwnCommits {
  readonly #commits = new Map<string, Commit>();

  add(batches: readonly AppendedBatch[]): void {
    const atMs = performance.now();
    for (const { batch, baseOffset } of batches) {
      const name = partitionName(batch);
      const offset = baseOffset + batch.records.length;
      const known = this.#commits.get(name)?.offset ?? 0;
      this.#commits.set(name, { offset: Math.max(offset, known), atMs });
    }
  }

  /** Whether a partition's end is still before what was committed. */
  isBehind(end: PartitionOffset): boolean {
    const name = partitionName(end);
    const commit = this.#commits.get(name);
    if (commit === undefined) {
      return false;
    }
    const isBehind =
      end.offset < commit.offset && performance.now() - commit.atMs < LONGEST_WAIT_MS;
    if (!isBehind) this.#commits.delete(name);
    return isBehind;
  }
}
