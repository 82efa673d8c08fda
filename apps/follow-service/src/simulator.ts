import type { Change, EntityService } from '@user-information/entity-service';
import type { Follow } from '@user-information/schemas';
import { pace, randomStream } from '@user-information/simulation';
import type { FollowGraph, Random } from '@user-information/simulation';
import { follow, unfollow } from './follows.ts';

export interface SimulatorOptions {
  readonly seed: number;
  readonly followsPerSecond: number;
  readonly unfollowsPerSecond: number;
  /** None is made up while there are so many. */
  readonly maxFollows: number;
  readonly signal: AbortSignal;
}

/** Makes up follows and unfollows, each chosen and decided in its turn, until the signal aborts. */
export async function simulateFollows(
  service: EntityService<Follow>,
  graph: FollowGraph,
  options: SimulatorOptions,
): Promise<void> {
  const { seed, followsPerSecond, unfollowsPerSecond, maxFollows, signal } = options;

  const someFollow = (random: Random): readonly Change<Follow>[] => {
    const pair = graph.followCount < maxFollows ? graph.chooseFollow(random) : undefined;
    return pair === undefined ? [] : [follow(graph, pair, Date.now())];
  };
  const someUnfollow = (random: Random): readonly Change<Follow>[] => {
    const pair = graph.chooseUnfollow(random);
    return pair === undefined ? [] : [unfollow(graph, pair)];
  };
  const keepOn = async (label: string, perSecond: number, choose: typeof someFollow) => {
    const randomOf = randomStream(seed, label);
    // Where it stopped, or a bit further: the topic has no fewer records than there were steps.
    let step = service.recordCount;
    for await (const due of pace({ perSecond, signal })) {
      const decide = () => choose(randomOf(step++));
      await Promise.all(Array.from({ length: due }, () => service.decide(decide)));
    }
  };

  await Promise.all([
    keepOn('follows', followsPerSecond, someFollow),
    keepOn('unfollows', unfollowsPerSecond, someUnfollow),
  ]);
}
