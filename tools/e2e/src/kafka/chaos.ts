import { setTimeout as delay } from 'node:timers/promises';
import { below, oneOf, randomStream } from '@user-information/simulation';
import type { Act } from './acts.ts';
import { acts } from './acts.ts';
import type { Deed } from './deeds.ts';
import { deeds } from './deeds.ts';
import type { Stage } from './stage.ts';
import { readyLimitMs } from './stage.ts';

export interface ChaosOptions {
  readonly seconds: number;
  /** The same seed means the same acts in the same order, if not at the same moments. */
  readonly seed: number;
  /** Told of every act. */
  readonly tell: (line: string) => void;
}

/** How often each act took place. */
export type ActCounts = Readonly<Partial<Record<Act, number>>>;

/** Between two acts. */
const pauseMs = { least: 2_000, most: 5_000 };

/** Has things befall the services for a while; all of them run and are ready in the end. */
export async function chaos(stage: Stage, options: ChaosOptions): Promise<ActCounts> {
  const { seconds, seed, tell } = options;
  const random = randomStream(seed, 'chaos')(0);
  const startMs = Date.now();
  const counts: Partial<Record<Act, number>> = {};
  const underWay = new DeedsUnderWay();
  const possible = deeds(stage);
  for (const act of acts(random)) {
    await delay(pauseMs.least + below(random, pauseMs.most - pauseMs.least));
    checkThatAllRun(stage, underWay);
    const passed = (Date.now() - startMs) / 1_000;
    if (passed > seconds) break;
    const deed = oneOf(
      random,
      possible[act].filter(({ victim }) => !underWay.befall(victim)),
    );
    if (deed === undefined) continue;
    tell(`${passed.toFixed(1)} s: ${act}, ${deed.name}`);
    counts[act] = (counts[act] ?? 0) + 1;
    underWay.begin(deed);
  }
  await underWay.over();
  checkThatAllRun(stage, underWay);
  await Promise.all(stage.residents.map((service) => service.ready(readyLimitMs)));
  return counts;
}

/** Deeds take their time, and meanwhile others begin. */
class DeedsUnderWay {
  readonly #byVictim = new Map<object, Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  befall(victim: object): boolean {
    return this.#byVictim.has(victim);
  }

  begin({ victim, run }: Deed): void {
    const done = run()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#byVictim.delete(victim));
    this.#byVictim.set(victim, done);
  }

  /** Throws what went wrong. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async over(): Promise<void> {
    await Promise.all(this.#byVictim.values());
    this.check();
  }
}

function checkThatAllRun({ residents }: Stage, underWay: DeedsUnderWay): void {
  underWay.check();
  const dead = residents.find((service) => !service.isRunning && !underWay.befall(service));
  if (dead !== undefined) throw new Error(`${dead.name} ended by itself:\n${dead.output}`);
}
