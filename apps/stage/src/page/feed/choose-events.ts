import type { FeedEvent } from '../../snapshot.ts';

/** More at a time nobody can read. */
const maxOthers = 3;

export interface ChosenEvent {
  readonly event: FeedEvent;
  /** Whether it is about a user that the page shows. */
  readonly isTheirs: boolean;
}

/** What the feed shows of many events: all of the users that the page shows, and some of the others. */
export function chooseEvents(
  events: readonly FeedEvent[],
  shownUsers: readonly string[],
): ChosenEvent[] {
  const all = events.map((event) => ({
    event,
    isTheirs: event.users.some(({ userId }) => shownUsers.includes(userId)),
  }));
  const others = all.filter(({ isTheirs }) => !isTheirs).slice(-maxOthers);
  return all.filter((chosen) => chosen.isTheirs || others.includes(chosen));
}
