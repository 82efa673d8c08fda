import { positionText } from '@user-information/event-log';
import type { LogRecord } from '@user-information/event-log';
import type { Follow, Like, Tweet, User } from '@user-information/schemas';
import type { EventKind, FeedEvent, UserName } from '../snapshot.ts';

/** A value of one of the source topics, decoded; null for a tombstone. */
export type SourceValue = Partial<User & Tweet & Follow & Like> | null;

/** What the feed shows of a record; `named` knows what users are called. */
export function feedEvent(
  kind: EventKind,
  record: Pick<LogRecord, 'topic' | 'partition' | 'offset' | 'key'>,
  value: SourceValue,
  named: (userId: string) => UserName,
): FeedEvent {
  const id = record.key?.toString() ?? '';
  return {
    kind,
    isTombstone: value === null,
    position: positionText(record),
    users: usersOf(kind, id, value).map(named),
    text: value?.text ?? null,
    tweetId: value?.tweetId ?? null,
  };
}

function usersOf(kind: EventKind, key: string, value: SourceValue): string[] {
  switch (kind) {
    case 'users':
      return [key];
    case 'tweets':
      return idsOf(value?.userId);
    case 'follows':
      // What was followed is in the key only, and there only where no id has a dash itself.
      return value === null ? pairOf(key) : idsOf(value.followerId, value.followeeId);
    case 'likes':
      return value === null ? pairOf(key).slice(0, 1) : idsOf(value.userId);
  }
}

function idsOf(...ids: readonly (string | undefined)[]): string[] {
  return ids.filter((id) => id !== undefined);
}

function pairOf(key: string): string[] {
  const parts = key.split('-');
  return parts.length === 2 ? parts : [];
}
