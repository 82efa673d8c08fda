import type { Logger } from '@user-information/observability';
import { StoreUnreachableError } from '@user-information/state-store';
import type {
  SharedPage,
  SharedRows,
  SharedState,
  SharedStoreReader,
} from '@user-information/state-store';
import { Agent } from 'undici';
import { keysJson, pageJson, parseEntries, parseRows } from '../partitions/partition-json.ts';
import type { AnswerJson, EntriesJson, RowsJson } from '../partitions/partition-json.ts';
import type { Copies } from './copies.ts';
import type { RouterMetrics } from './router-metrics.ts';

export interface RoutedStoreOptions {
  /** Of the instances, for messages. */
  readonly group: string;
  readonly copies: Copies;
  readonly metrics: RouterMetrics;
  readonly logger: Logger;
  /** How long one instance may take to answer. */
  readonly timeoutMs: number;
}

/** Requests under way to one instance, so that large rows come in time; more of them wait. */
const connectionsEach = 32;
/** How long a request may take with its waiting, in times of what an instance may take. */
const withWaiting = 4;
/** So many of the longest keys are well within what a server takes as a body. */
const keysAtATime = 50;

/**
 * A view whose partitions are spread over instances. Each read goes to the owner of its partition; where
 * that gives no answer, or is behind what was seen, once more to another copy, and never a third time.
 */
export class RoutedStore implements SharedStoreReader {
  readonly name: string;
  readonly #options: RoutedStoreOptions;
  readonly #agent: Agent;
  readonly #ofStandby = new Set<number>();
  /** Partitions that no instance answers for. */
  readonly #away = new Set<number>();
  /** How far each partition was seen to be. */
  readonly #seen = new Map<number, number>();

  constructor(options: RoutedStoreOptions) {
    const { group, timeoutMs } = options;
    this.name = `Group "${group}"`;
    this.#options = options;
    this.#agent = new Agent({
      connections: connectionsEach,
      connect: { timeout: timeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  state(partition: number): Promise<SharedState> {
    return this.#ask<AnswerJson & SharedState>(partition, '');
  }

  async read(partition: number, keys: readonly Buffer[]): Promise<SharedRows> {
    const parts = Array.from({ length: Math.ceil(keys.length / keysAtATime) }, (_, n) =>
      keys.slice(n * keysAtATime, (n + 1) * keysAtATime),
    );
    const answers = await Promise.all(
      parts.map(async (some) =>
        parseRows(await this.#ask<AnswerJson & RowsJson>(partition, '/read', keysJson(some))),
      ),
    );
    return {
      nextOffset: Math.min(...answers.map(({ nextOffset }) => nextOffset)),
      values: answers.flatMap(({ values }) => values),
    };
  }

  async page(partition: number, after: Buffer | null, limit: number): Promise<SharedPage> {
    return parseEntries(
      await this.#ask<AnswerJson & EntriesJson>(partition, '/page', pageJson(after, limit)),
    );
  }

  /** Instances tell nobody of changes: their positions are asked for. */
  watch(): void {
    return undefined;
  }

  isOfStandby(partition: number): boolean {
    return this.#ofStandby.has(partition);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #ask<T extends AnswerJson>(partition: number, path: string, asked?: object): Promise<T> {
    const { copies, metrics } = this.#options;
    const seen = this.#seen.get(partition) ?? 0;
    const body = asked === undefined ? undefined : { ...asked, atLeast: seen };
    const [first] = await copies.of(partition);
    if (first === undefined) throw this.#unreachable(partition, 'no instance has it');
    let answer: T | undefined;
    let reason: string;
    try {
      answer = await this.#askOne<T>(first, partition, path, body);
      if (answer.nextOffset >= seen) return this.#saw(partition, answer);
      reason = `${first} is behind`;
    } catch (error) {
      reason = `${first} gives no answer (${(error as Error).message})`;
      copies.failed(partition, first);
    }
    const second = await copies.other(partition, first);
    if (second === undefined) {
      if (answer !== undefined) return answer;
      throw this.#unreachable(partition, reason);
    }
    metrics.retries.inc();
    try {
      const other = await this.#askOne<T>(second, partition, path, body);
      if (answer === undefined || other.nextOffset > answer.nextOffset) answer = other;
    } catch (error) {
      copies.failed(partition, second);
      if (answer === undefined) {
        const also = `and neither does ${second} (${(error as Error).message})`;
        throw this.#unreachable(partition, `${reason}, ${also}`);
      }
    }
    return this.#saw(partition, answer);
  }

  #saw<T extends AnswerJson>(partition: number, answer: T): T {
    const seen = this.#seen.get(partition) ?? 0;
    this.#seen.set(partition, Math.max(seen, answer.nextOffset));
    if (answer.role === 'standby') this.#ofStandby.add(partition);
    else this.#ofStandby.delete(partition);
    if (this.#away.delete(partition)) {
      this.#options.logger.info(`Partition ${partition} of the view is there again`);
    }
    return answer;
  }

  async #askOne<T>(address: string, partition: number, path: string, body: unknown): Promise<T> {
    const { copies, metrics, timeoutMs } = this.#options;
    try {
      const response = await this.#agent.request({
        origin: `http://${address}`,
        path: `/partitions/${partition}${path}`,
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(withWaiting * timeoutMs),
      });
      const answer = await response.body.json();
      if (response.statusCode !== 200) {
        throw new StoreUnreachableError(address, `it answers with status ${response.statusCode}`);
      }
      metrics.requests.inc({ result: 'answered' });
      copies.answered(partition, address);
      return answer as T;
    } catch (error) {
      metrics.requests.inc({ result: 'failed' });
      throw error;
    }
  }

  #unreachable(partition: number, reason: string): StoreUnreachableError {
    const error = new StoreUnreachableError(this.name, `partition ${partition}: ${reason}`);
    if (!this.#away.has(partition)) this.#options.logger.warn(error.message);
    this.#away.add(partition);
    return error;
  }
}
