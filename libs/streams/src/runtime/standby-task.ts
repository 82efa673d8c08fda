import { RestoreProgress } from './restore-progress.ts';
import { keepWarm } from './restore.ts';
import type { RunningTask, TaskContext } from './task-context.ts';

/**
 * Keeps a warm copy of a task's state that another instance works on. Once it is complete it asks
 * for a new assignment: the task may be meant to move here.
 */
export class StandbyTask implements RunningTask {
  readonly #context: TaskContext;
  readonly #partition: number;
  readonly #stopping = new AbortController();

  constructor(context: TaskContext, partition: number) {
    this.#context = context;
    this.#partition = partition;
  }

  async run(): Promise<void> {
    const { stores, log, layout, member, metrics, logger } = this.#context;
    const partition = this.#partition;
    const store = await stores.open(partition);
    const progress = new RestoreProgress(partition, metrics, logger);
    try {
      await keepWarm({
        log,
        store,
        applicationId: layout.applicationId,
        partition,
        stores: layout.storesOn(partition),
        signal: this.#stopping.signal,
        onProgress: (recordsLeft) => progress.tell(recordsLeft),
        onWarm: () => {
          progress.done();
          stores.makeReadable(partition, 'standby');
          member.reassign();
        },
      });
    } finally {
      await stores.close(partition);
    }
  }

  stop(): void {
    this.#stopping.abort();
  }
}
