import {
  AlreadySoError,
  checkId,
  UnknownEntityError,
  UnusableRecordError,
} from '@user-information/entity-service';
import type { Change } from '@user-information/entity-service';
import type { Author, Status, User } from '@user-information/schemas';
import { fingerprint, saidHeaders } from './user-table.ts';
import type { KnownUser } from './user-table.ts';

/** The users whom the service knows; its table is one. */
export interface Known {
  get(userId: string): KnownUser | undefined;
}

/** The parts of a profile that can be changed. */
export type Profile = Omit<User, 'userId'>;

/**
 * What a status says of users. The source has a say whenever it says something new: a profile other
 * than the one it gave last, even if a command changed the user meanwhile, or that a user left. While
 * it repeats itself, what commands said stays.
 */
export function userOfStatus(known: Known, status: Status): readonly Change<User>[] {
  switch (status.type) {
    case 'tweet':
      return status.author === null ? [] : userSaid(known, status.author);
    case 'userLeft':
      return userLeft(known, checkId('userId', status.userId));
    case 'tweetDeleted':
      return [];
    default:
      throw new UnusableRecordError(
        `The type of status is ${String(status.type satisfies never)}.`,
      );
  }
}

function userSaid(known: Known, { followerCount, ...user }: Author): readonly Change<User>[] {
  const userId = checkId('author.userId', user.userId);
  const said = fingerprint(user);
  if (known.get(userId)?.said === said) return [];
  return [{ key: userId, value: user, ...saidHeaders(said) }];
}

/** Nothing is kept of who left, so one who returns is published again, whatever the profile. */
function userLeft(known: Known, userId: string): readonly Change<User>[] {
  return known.get(userId) === undefined ? [] : [{ key: userId, value: null }];
}

/** A user who is not there yet, or not any more. */
export function createUser(known: Known, user: User): Change<User> {
  const { userId } = user;
  const before = known.get(userId);
  if (before?.user != null) {
    throw new AlreadySoError(
      `There is a user ${JSON.stringify(userId)} already; change it with PATCH /users/${userId}.`,
    );
  }
  return { key: userId, value: user, ...saidHeaders(before?.said) };
}

/** Other values for some parts of a profile. */
export function changeUser(known: Known, userId: string, parts: Partial<Profile>): Change<User> {
  const { user, said } = existing(known, userId);
  const value = { ...user, ...parts };
  if (fingerprint(value) === fingerprint(user)) {
    throw new AlreadySoError(`User ${JSON.stringify(userId)} is so already; nothing would change.`);
  }
  return { key: userId, value, ...saidHeaders(said) };
}

/** The user is gone until a command creates them or the source says something new of them. */
export function deleteUser(known: Known, userId: string): Change<User> {
  const { said } = existing(known, userId);
  return { key: userId, value: null, ...saidHeaders(said) };
}

function existing(known: Known, userId: string): KnownUser & { readonly user: User } {
  const { user = null, said } = known.get(userId) ?? {};
  if (user === null) throw new UnknownEntityError('user', userId);
  return { user, said };
}
