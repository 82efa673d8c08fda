import type { Author, Status, User } from '@user-information/schemas';

/** Somebody with nothing to tell. */
export function testAuthor(userId: string): Author {
  return { ...testUser(userId), followerCount: null };
}

export function testUser(userId: string): User {
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
  };
}

export function tweetBy(author: Author): Status {
  const { userId } = author;
  return { type: 'tweet', tweetId: `by${userId}`, userId, text: 'Hi', createdAt: 5, author };
}

export function userLeft(userId: string): Status {
  return { type: 'userLeft', tweetId: null, userId, text: null, createdAt: 6, author: null };
}
