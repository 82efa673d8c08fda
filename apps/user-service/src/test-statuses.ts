import type { Author, Status } from '@user-information/schemas';

export function tweetBy(author: Author): Status {
  const { userId } = author;
  return { type: 'tweet', tweetId: `by${userId}`, userId, text: 'Hi', createdAt: 5, author };
}

export function userLeft(userId: string): Status {
  return { type: 'userLeft', tweetId: null, userId, text: null, createdAt: 6, author: null };
}
