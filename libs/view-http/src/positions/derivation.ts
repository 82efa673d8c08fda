import { EventLogError } from '@user-information/event-log';
import type { EventLog, PartitionOffset } from '@user-information/event-log';
import { ViewError } from '../errors.ts';
import type { DerivationStep } from './derivation-step.ts';
import { StepFollower } from './step-follower.ts';
import type { ViewProgress } from './view-progress.ts';
import type { Waiting } from './waiting.ts';

export interface DerivationOptions {
  readonly log: Pick<EventLog, 'committedOffsets' | 'describeTopic' | 'endOffsets'>;
  /** The view's topic. */
  readonly topic: string;
  /** How it is made; empty for a topic that somebody writes. */
  readonly steps: readonly DerivationStep[];
  readonly progress: ViewProgress;
}

/**
 * Follows records from the topics that a view is made of into the view. A record of a source is
 * included once the group of each step that reads its topic has committed an offset beyond it, the
 * same is true of all that was in the topic which that step makes at that moment, and so on to the
 * view's own topic, of which all that was there at that moment is applied. That is more than what
 * came of the one record, and never less. See docs/adr/0011.
 */
export class Derivation {
  readonly #options: DerivationOptions;
  readonly #followers: readonly StepFollower[];
  readonly #partitions = new Map<string, Promise<number>>();

  constructor(options: DerivationOptions) {
    const { log, steps, topic } = options;
    this.#options = options;
    this.#followers = steps.map((step) => new StepFollower({ log, step }));
    for (const step of steps) checkLeadsTo(topic, steps, step, []);
  }

  /** The view's topic, and those that it is made of. */
  get topics(): readonly string[] {
    const { steps, topic } = this.#options;
    return [...new Set([topic, ...steps.flatMap(({ from }) => from)])];
  }

  /** Null for a topic that nobody created. */
  async partitionCount(topic: string): Promise<number | null> {
    const known = this.#partitions.get(topic);
    if (known !== undefined) return known;
    try {
      const { partitions } = await this.#options.log.describeTopic(topic);
      this.#partitions.set(topic, Promise.resolve(partitions));
      return partitions;
    } catch (error) {
      if (error instanceof EventLogError && error.code === 'UNKNOWN_TOPIC') return null;
      throw error;
    }
  }

  /** Resolves once the view includes all records of one of its topics before these ends. */
  async includes(ends: readonly PartitionOffset[], waiting: Waiting): Promise<void> {
    const { progress, topic: viewTopic } = this.#options;
    const topic = ends[0]?.topic;
    if (topic === undefined) return;
    if (topic === viewTopic) {
      waiting.waitsFor = () => ({ topic, group: null, recordsLeft: progress.recordsLeft(ends) });
      await waiting.promise<void>((resolve) => progress.whenApplied(ends, resolve));
      return;
    }
    const readers = this.#followers.filter(({ step }) => step.from.includes(topic));
    await Promise.all(
      readers.map(async (reader) => this.includes(await reader.follow(ends, waiting), waiting)),
    );
  }
}

function checkLeadsTo(
  topic: string,
  steps: readonly DerivationStep[],
  step: DerivationStep,
  before: readonly string[],
): void {
  if (step.into === topic) return;
  const path = [...before, step.into];
  const next = steps.filter(({ from }) => from.includes(step.into));
  if (next.length === 0 || before.includes(step.into)) {
    throw new ViewError(
      'INVALID_DERIVATION',
      `The steps do not lead to topic "${topic}": ${path.join(' -> ')} ` +
        `${next.length === 0 ? 'ends there' : 'goes round'}. Give every step on the way, and no other.`,
    );
  }
  for (const following of next) checkLeadsTo(topic, steps, following, path);
}
