import { SharedStrings, UnusableRecordError } from '@user-information/entity-service';
import type { Change, Memory, Undo } from '@user-information/entity-service';
import type { Like } from '@user-information/schemas';
import type { LikeGraph, LikePair } from '@user-information/simulation';

/** Fills a graph with likes. Their ids say all that it needs. */
export class LikeMemory implements Memory<Like> {
  readonly #graph: LikeGraph;
  readonly #userIds = new SharedStrings();

  constructor(graph: LikeGraph) {
    this.#graph = graph;
  }

  get size(): number {
    return this.#graph.likeCount;
  }

  apply({ key, value }: Change<Like>): Undo {
    const pair = pairOf(key);
    const userId = this.#userIds.of(pair.userId);
    const { tweetId } = pair;
    const like = () => this.#graph.like(userId, tweetId);
    const unlike = () => this.#graph.unlike(userId, tweetId);
    const [change, undo] = value === null ? [unlike, like] : [like, unlike];
    const isChanged = change();
    return () => {
      if (isChanged) undo();
    };
  }
}

export function likeIdOf({ userId, tweetId }: LikePair): string {
  return `${userId}-${tweetId}`;
}

/** Exact, since the ids of users have no hyphen. */
function pairOf(likeId: string): LikePair {
  const hyphen = likeId.indexOf('-');
  if (hyphen < 0) {
    throw new UnusableRecordError(
      `The key is ${JSON.stringify(likeId.slice(0, 128))}; it must be <userId>-<tweetId>.`,
    );
  }
  return { userId: likeId.slice(0, hyphen), tweetId: likeId.slice(hyphen + 1) };
}
