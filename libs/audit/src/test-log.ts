import type { Batch, PartitionOffset } from '@user-information/event-log';
import { topicPartitions } from '@user-information/event-log';
import type { TopologyDriver } from '@user-information/streams-testing';
import type { AuditLog } from './audit.ts';

const partitions = 3;

/** The topics of a topology that is driven, as a log to audit; things go on whenever it is asked. */
export class TestLog implements AuditLog {
  readonly #driver: TopologyDriver;
  readonly #goOn: () => Promise<void>;
  #asksInARow = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** `goOn` is called before each answer: whoever asks a log twice is answered at two times. */
  constructor(driver: TopologyDriver, goOn: () => Promise<void> = () => Promise.resolve()) {
    this.#driver = driver;
    this.#goOn = goOn;
  }

  committedOffsets(): Promise<readonly PartitionOffset[]> {
    return this.#answer(async () => {
      this.#asksInARow += 1;
      // It waits for the join, which lags: enough of that.
      if (this.#asksInARow > 2) await this.#driver.run();
      return this.#driver.committedOffsets();
    });
  }

  endOffsets(topic: string): Promise<readonly PartitionOffset[]> {
    return this.#answer(() => {
      this.#asksInARow = 0;
      return this.#ends(topic);
    });
  }

  earliestOffsets(topic: string): Promise<readonly PartitionOffset[]> {
    return Promise.resolve(topicPartitions(topic, partitions).map((at) => ({ ...at, offset: 0 })));
  }

  /** For a reader that asks for no more than there is. */
  async *read(from: readonly PartitionOffset[]): AsyncGenerator<Batch> {
    const positions = from.map((at) => ({ ...at }));
    for (;;) {
      for (const at of positions) {
        const records = this.#driver
          .records(at.topic)
          .filter(({ partition, offset }) => partition === at.partition && offset >= at.offset)
          .slice(0, 4);
        at.offset += records.length;
        yield await Promise.resolve({ records, positions: [{ ...at }] });
      }
    }
  }

  /** One at a time: tasks take their steps in turn. */
  #answer<T>(answer: () => T | Promise<T>): Promise<T> {
    const next = this.#turn.then(this.#goOn).then(answer);
    this.#turn = next;
    return next;
  }

  #ends(topic: string): PartitionOffset[] {
    const records = this.#driver.records(topic);
    return topicPartitions(topic, partitions).map((at) => ({
      ...at,
      offset: records.filter(({ partition }) => partition === at.partition).length,
    }));
  }
}
