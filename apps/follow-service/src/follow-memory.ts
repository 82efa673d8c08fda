import { SharedStrings, UnusableRecordError } from '@user-information/entity-service';
import type { Change, Memory, Undo } from '@user-information/entity-service';
import type { Follow } from '@user-information/schemas';
import type { FollowGraph, FollowPair } from '@user-information/simulation';

/** Fills a graph with follows. Their ids say all that it needs. */
export class FollowMemory implements Memory<Follow> {
  readonly #graph: FollowGraph;
  readonly #userIds = new SharedStrings();

  constructor(graph: FollowGraph) {
    this.#graph = graph;
  }

  get size(): number {
    return this.#graph.followCount;
  }

  apply({ key, value }: Change<Follow>): Undo {
    const pair = pairOf(key);
    const followerId = this.#userIds.of(pair.followerId);
    const followeeId = this.#userIds.of(pair.followeeId);
    const follow = () => this.#graph.follow(followerId, followeeId);
    const unfollow = () => this.#graph.unfollow(followerId, followeeId);
    const [change, undo] = value === null ? [unfollow, follow] : [follow, unfollow];
    const isChanged = change();
    return () => {
      if (isChanged) undo();
    };
  }
}

export function followIdOf({ followerId, followeeId }: FollowPair): string {
  return `${followerId}-${followeeId}`;
}

/** Exact, since the ids of users have no hyphen. */
function pairOf(followId: string): FollowPair {
  const hyphen = followId.indexOf('-');
  if (hyphen < 0) {
    throw new UnusableRecordError(
      `The key is ${JSON.stringify(followId.slice(0, 128))}; it must be <followerId>-<followeeId>.`,
    );
  }
  return { followerId: followId.slice(0, hyphen), followeeId: followId.slice(hyphen + 1) };
}
