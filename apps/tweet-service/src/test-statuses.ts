import type { Author, Status } from '@user-information/schemas';

/** Somebody with nothing to tell. */
export function testAuthor(userId: string): Author {
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
    followerCount: null,
  };
}

export function tweeted(tweetId: string, userId = 'ada'): Status {
  const text = `This is ${tweetId}.`;
  return { type: 'tweet', tweetId, userId, text, createdAt: 5, author: testAuthor(userId) };
}

export function tweetDeleted(tweetId: string): Status {
  return { type: 'tweetDeleted', tweetId, userId: 'ada', text: null, createdAt: 6, author: null };
}
