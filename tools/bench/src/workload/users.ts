import type { User } from '@user-information/schemas';

const day = 24 * 60 * 60 * 1000;

/** The id of the user of a rank, 0 the most popular. */
export function userIdOf(rank: number): string {
  return String(1_000 + rank);
}

/** A user of usual size: about 450 bytes as the JSON that is served. */
export function makeUser(userId: string, revision = 0): User {
  return {
    userId,
    username: `user_${userId}`,
    name: `User ${userId}, revision ${revision}`,
    description: 'Writes about streams, logs and everything that can be derived from them.',
    location: 'Amsterdam, the Netherlands',
    webPageUrl: `https://example.com/people/${userId}`,
    joinedDate: Date.UTC(2012, 0, 1) + (Number(userId) % 4_000) * day,
    profileImageUrl: `https://images.example.com/profile/${userId}.jpg`,
    backgroundImageUrl: null,
  };
}

/** As the HTTP interface writes it: times are ISO 8601 texts. */
export function asServed(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { joinedDate } = row;
  return {
    ...row,
    joinedDate: joinedDate === null ? null : new Date(Number(joinedDate)).toISOString(),
  };
}
