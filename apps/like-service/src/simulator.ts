import type { Change, EntityService } from '@user-information/entity-service';
import type { Like } from '@user-information/schemas';
import { pace, randomStream } from '@user-information/simulation';
import type { LikeGraph, Random } from '@user-information/simulation';
import { like, unlike } from './likes.ts';

export interface SimulatorOptions {
  readonly seed: number;
  readonly likesPerSecond: number;
  readonly unlikesPerSecond: number;
  /** None is made up while there are so many. */
  readonly maxLikes: number;
  readonly signal: AbortSignal;
}

/** Makes up likes and unlikes, each chosen and decided in its turn, until the signal aborts. */
export async function simulateLikes(
  service: EntityService<Like>,
  graph: LikeGraph,
  options: SimulatorOptions,
): Promise<void> {
  const { seed, likesPerSecond, unlikesPerSecond, maxLikes, signal } = options;

  const someLike = (random: Random): readonly Change<Like>[] => {
    const pair = graph.likeCount < maxLikes ? graph.chooseLike(random) : undefined;
    return pair === undefined ? [] : [like(graph, pair, Date.now())];
  };
  const someUnlike = (random: Random): readonly Change<Like>[] => {
    const pair = graph.chooseUnlike(random);
    return pair === undefined ? [] : [unlike(graph, pair)];
  };
  const keepOn = async (label: string, perSecond: number, choose: typeof someLike) => {
    const randomOf = randomStream(seed, label);
    // Where it stopped, or a bit further: the topic has no fewer records than there were steps.
    let step = service.recordCount;
    for await (const due of pace({ perSecond, signal })) {
      const decide = () => choose(randomOf(step++));
      await Promise.all(Array.from({ length: due }, () => service.decide(decide)));
    }
  };

  await Promise.all([
    keepOn('likes', likesPerSecond, someLike),
    keepOn('unlikes', unlikesPerSecond, someUnlike),
  ]);
}
