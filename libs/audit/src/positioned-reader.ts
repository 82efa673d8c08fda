import { partitionName } from '@user-information/event-log';
import type { Batch, EventLog, LogRecord, PartitionOffset } from '@user-information/event-log';
import { AuditError } from './errors.ts';

/** Reads partitions up to exact offsets, one stretch after the other. */
export class PositionedReader {
  readonly #batches: AsyncIterator<Batch>;
  readonly #read = new Map<string, number>();
  /** Records that were read and are beyond where the last stretch ended. */
  #kept: LogRecord[] = [];
  #position: readonly PartitionOffset[];

  constructor(log: Pick<EventLog, 'read'>, from: readonly PartitionOffset[], signal: AbortSignal) {
    this.#batches = log.read(from, { signal })[Symbol.asyncIterator]();
    this.#position = from;
    this.#moveTo(from);
  }

  /** Before which offsets all records were applied. */
  get position(): readonly PartitionOffset[] {
    return this.#position;
  }

  /** Applies the records before `ends`, which are not beyond the log's, in order by partition. */
  async advance(
    ends: readonly PartitionOffset[],
    apply: (record: LogRecord) => Promise<void>,
  ): Promise<void> {
    const limits = new Map(ends.map((end) => [partitionName(end), end.offset]));
    const take = async (records: readonly LogRecord[]): Promise<void> => {
      for (const record of records) {
        if (record.offset < (limits.get(partitionName(record)) ?? 0)) await apply(record);
        else this.#kept.push(record);
      }
    };
    await take(this.#kept.splice(0));
    while (ends.some((end) => end.offset > (this.#read.get(partitionName(end)) ?? 0))) {
      const next = await this.#batches.next();
      if (next.done === true) {
        throw new AuditError(
          'READ_ENDED',
          'The log was closed before its audit: close that first.',
        );
      }
      await take(next.value.records);
      this.#moveTo(next.value.positions);
    }
    this.#position = ends;
  }

  #moveTo(positions: readonly PartitionOffset[]): void {
    for (const at of positions) this.#read.set(partitionName(at), at.offset);
  }
}
