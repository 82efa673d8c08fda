import type { User, UserInformation } from '@user-information/schemas';
import fc from 'fast-check';

/** Text of which every character has a UTF-8 form. */
const text = fc.string({ unit: 'binary' });
const nullableText = fc.option(text);
const count = fc.maxSafeInteger();

export const anyUser: fc.Arbitrary<User> = fc.record({
  userId: text,
  username: text,
  name: text,
  description: nullableText,
  location: nullableText,
  webPageUrl: nullableText,
  joinedDate: fc.option(count),
  profileImageUrl: nullableText,
  backgroundImageUrl: nullableText,
});

export const anyUserInformation: fc.Arbitrary<UserInformation> = fc
  .tuple(
    anyUser,
    fc.record({
      tweetCount: count,
      followingCount: count,
      followerCount: count,
      likeCount: count,
    }),
  )
  .map(([user, counts]) => ({ ...user, ...counts }));
