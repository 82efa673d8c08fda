import type { Writers } from '@user-information/bench';
import { makeUser } from '@user-information/bench';
import type { NewRecord } from '@user-information/event-log';
import type { Row } from '@user-information/harness';

/** Counts take one topic more than profiles: they are re-keyed. */
export type ProbeKind = 'profile' | 'count';

interface Pending {
  readonly value: number;
  readonly sentAtMs: number;
}

/** A user of whom only probes change anything. */
interface ProbeUser {
  readonly userId: string;
  /** How many changes of each kind were sent. */
  readonly sent: Record<ProbeKind, number>;
  /** Those that were not seen in the view yet, oldest first. */
  readonly pending: Readonly<Record<ProbeKind, Pending[]>>;
}

export interface ProbesOptions {
  readonly writers: Writers;
  /** Whom nobody else changes. */
  readonly userIds: readonly string[];
  /** Told of each change when it was seen. */
  readonly onSeen: (kind: ProbeKind, sentAtMs: number, seenAtMs: number) => void;
}

/** Events whose effect is looked for in the view: each makes its user's revision or count one more. */
export class Probes {
  readonly #options: ProbesOptions;
  readonly #users: readonly ProbeUser[];
  readonly #byId: ReadonlyMap<string, ProbeUser>;
  #turn = 0;

  constructor(options: ProbesOptions) {
    this.#options = options;
    this.#users = options.userIds.map((userId) => ({
      userId,
      sent: { profile: 0, count: 0 },
      pending: { profile: [], count: [] },
    }));
    this.#byId = new Map(this.#users.map((user) => [user.userId, user]));
  }

  /** When the oldest of those that were not seen yet was sent; Infinity when all were. */
  get oldestPendingMs(): number {
    const oldest = this.#users.flatMap(({ pending }) =>
      [...pending.profile.slice(0, 1), ...pending.count.slice(0, 1)].map(
        ({ sentAtMs }) => sentAtMs,
      ),
    );
    return Math.min(...oldest);
  }

  /** The next event, which is sent now. First of each user comes the profile. */
  next(nowMs: number): NewRecord {
    const turn = this.#turn++;
    const user = this.#users[turn % this.#users.length] as ProbeUser;
    const kind = Math.floor(turn / this.#users.length) % 2 === 0 ? 'profile' : 'count';
    const value = ++user.sent[kind];
    user.pending[kind].push({ value, sentAtMs: nowMs });
    return kind === 'profile' ? this.#profile(user, value) : this.#tweet(user, value);
  }

  /** To be told every row of the view. */
  seen(userId: string, row: Row, nowMs: number): void {
    const user = this.#byId.get(userId);
    if (user === undefined) return;
    this.#settle(user, 'profile', revisionOf(row), nowMs);
    this.#settle(user, 'count', Number(row['tweetCount']), nowMs);
  }

  /** Whether a row is of interest, so that others need not be decoded. */
  has(userId: string): boolean {
    return this.#byId.has(userId);
  }

  #settle(user: ProbeUser, kind: ProbeKind, value: number, nowMs: number): void {
    const pending = user.pending[kind];
    while (pending[0] !== undefined && pending[0].value <= value) {
      this.#options.onSeen(kind, pending[0].sentAtMs, nowMs);
      pending.shift();
    }
  }

  #profile({ userId }: ProbeUser, revision: number): NewRecord {
    return this.#options.writers.users.put(userId, makeUser(userId, revision));
  }

  #tweet({ userId }: ProbeUser, count: number): NewRecord {
    const tweetId = `${userId}-${count}`;
    const tweet = { tweetId, userId, text: 'Is it there?', createdAt: Date.now() };
    return this.#options.writers.tweets.put(tweetId, tweet);
  }
}

/** What makeUser wrote into the name. */
function revisionOf(row: Row): number {
  return Number(/revision (\d+)$/.exec(String(row['name']))?.[1]);
}
