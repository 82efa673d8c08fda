import { createHash } from 'node:crypto';
import { Table } from '@user-information/entity-service';
import type { Change } from '@user-information/entity-service';
import type { RecordHeaders } from '@user-information/event-log';
import type { User } from '@user-information/schemas';

/** A user whom the service knows. */
export interface KnownUser {
  /** Null for one whom a command deleted. */
  readonly user: User | null;
  /** A fingerprint of the profile that the source gave last; undefined if it gave none. */
  readonly said: string | undefined;
}

export type UserTable = Table<User, KnownUser>;

/**
 * Travels with every record of a user, tombstones by a command too, so that after a restart the
 * service still knows what the source said last. Once the log has dropped such a tombstone, a day
 * later or more, a restart forgets it, and the source's next word brings the user back.
 */
const saidHeader = 'source-profile';

/** The memory of user-service, from the records of `users` alone. */
export function createUserTable(): UserTable {
  return new Table(({ value: user, headers }: Change<User>) => {
    const said = headers?.[saidHeader];
    return user === null && said === undefined ? undefined : { user, said };
  });
}

export function saidHeaders(said: string | undefined): { readonly headers?: RecordHeaders } {
  return said === undefined ? {} : { headers: { [saidHeader]: said } };
}

/** Equal for equal profiles, and for no others that anyone will meet: 96 bits of SHA-256. */
export function fingerprint(user: User): string {
  const { userId, username, name, description, location } = user;
  const { webPageUrl, joinedDate, profileImageUrl, backgroundImageUrl } = user;
  const texts = [userId, username, name, description, location];
  const rest = [webPageUrl, joinedDate, profileImageUrl, backgroundImageUrl];
  const hash = createHash('sha256').update(JSON.stringify([...texts, ...rest]));
  return hash.digest('base64url').slice(0, 16);
}
