/** What a source says happened: X's stream, or the one that Faker makes up. */
export type StatusType = 'tweet' | 'tweetDeleted' | 'userLeft';

/** A profile as the author of a tweet shows it; what the source leaves out is null. */
export interface Author {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly webPageUrl: string | null;
  /** Milliseconds since 1970, UTC. */
  readonly joinedDate: number | null;
  readonly profileImageUrl: string | null;
  readonly backgroundImageUrl: string | null;
  /** How many followers the source reports; the simulated graph may have fewer. */
  readonly followerCount: number | null;
}

/**
 * One event of a source. A `tweet` has an id, a user, a text and mostly an author; a `tweetDeleted`
 * names the tweet and, where the source does, its user; a `userLeft` names only the user.
 */
export interface Status {
  readonly type: StatusType;
  readonly tweetId: string | null;
  readonly userId: string | null;
  readonly text: string | null;
  /** When it happened, in milliseconds since 1970, UTC. */
  readonly createdAt: number | null;
  readonly author: Author | null;
}
