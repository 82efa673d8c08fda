import type { AppendedRecord, Transaction, Transactor } from '@user-information/event-log';
import { checkName, EventLogError, FencedError } from '@user-information/event-log';
import type { GroupOffsets } from '../groups/group-offsets.ts';
import type { Storage } from '../storage/storage.ts';
import type { RecordPreparer } from '../write/record-preparer.ts';
import type { WriteQueue } from '../write/write-queue.ts';

/** What the transactors of one log share. */
export interface TransactorContext {
  readonly storage: Storage;
  readonly writes: WriteQueue;
  readonly preparer: RecordPreparer;
  readonly groupOffsets: GroupOffsets;
}

/** Each new owner of an id raises its epoch, and a commit checks it in its own transaction. */
export class EmbeddedTransactor implements Transactor {
  readonly #context: TransactorContext;
  readonly #id: string;
  readonly #epoch: number;
  #closed = false;

  private constructor(context: TransactorContext, transactionalId: string, epoch: number) {
    this.#context = context;
    this.#id = transactionalId;
    this.#epoch = epoch;
  }

  static async open(context: TransactorContext, transactionalId: string): Promise<Transactor> {
    checkName('transactional id', transactionalId);
    const epoch = await context.writes.write(() => {
      const row = context.storage
        .statement(
          `INSERT INTO transactors (transactional_id, epoch) VALUES (?, 1)
           ON CONFLICT (transactional_id) DO UPDATE SET epoch = epoch + 1 RETURNING epoch`,
        )
        .get(transactionalId);
      return Number(row?.['epoch']);
    });
    return new EmbeddedTransactor(context, transactionalId, epoch);
  }

  async commit(transaction: Transaction): Promise<readonly AppendedRecord[]> {
    const { group, offsets = [], records } = transaction;
    if (this.#closed) {
      throw new EventLogError('CLOSED', `The transactor "${this.#id}" is closed; open it again.`);
    }
    if (group !== undefined) {
      checkName('group', group);
    } else if (offsets.length > 0) {
      throw new EventLogError('INVALID_ARGUMENT', 'Offsets are committed for a group: name it.');
    }
    const { writes, preparer, groupOffsets } = this.#context;
    return writes.write((write) => {
      this.#checkEpoch();
      const prepared = preparer.prepare(records);
      if (group !== undefined) {
        groupOffsets.commit(group, offsets);
      }
      return write.append(prepared);
    }, records.length);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #checkEpoch(): void {
    const row = this.#context.storage
      .statement('SELECT epoch FROM transactors WHERE transactional_id = ?')
      .get(this.#id);
    if (row?.['epoch'] !== this.#epoch) {
      throw new FencedError(this.#id);
    }
  }
}
