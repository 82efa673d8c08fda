import type { Author } from '../generated/status.ts';
import type { User } from '../generated/user.ts';

/** A user with nothing to tell but what is `told`. */
export function testUser(userId: string, told: Partial<User> = {}): User {
  return {
    userId,
    username: userId,
    name: userId,
    description: null,
    location: null,
    webPageUrl: null,
    joinedDate: null,
    profileImageUrl: null,
    backgroundImageUrl: null,
    ...told,
  };
}

/** The same as the author of a status. */
export function testAuthor(userId: string): Author {
  return { ...testUser(userId), followerCount: null };
}
