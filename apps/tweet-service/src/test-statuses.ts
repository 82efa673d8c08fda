import type { Status } from '@user-information/schemas';
import { testAuthor } from '@user-information/schemas/testing';

export function tweeted(tweetId: string, userId = 'ada'): Status {
  const text = `This is ${tweetId}.`;
  return { type: 'tweet', tweetId, userId, text, createdAt: 5, author: testAuthor(userId) };
}

export function tweetDeleted(tweetId: string): Status {
  return { type: 'tweetDeleted', tweetId, userId: 'ada', text: null, createdAt: 6, author: null };
}
