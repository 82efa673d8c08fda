import { topics } from '@user-information/schemas';
import type { User, UserInformation } from '@user-information/schemas';
import type { DerivationStep } from '@user-information/view-http';

const group = 'join-service';
const contributions = `${group}-${topics.userInformation.name}-repartition`;

const profile: readonly (keyof User)[] = [
  ...(['userId', 'username', 'name', 'description', 'location', 'webPageUrl'] as const),
  ...(['joinedDate', 'profileImageUrl', 'backgroundImageUrl'] as const),
];

/** Which fields come of which topic, as explanations tell it. */
const fields: Readonly<Record<string, readonly (keyof UserInformation)[]>> = {
  [topics.users.name]: profile,
  [topics.tweets.name]: ['tweetCount'],
  [topics.follows.name]: ['followingCount', 'followerCount'],
  [topics.likes.name]: ['likeCount'],
};

/** And which by each input of its join. */
const inputs: Readonly<Record<string, readonly (keyof UserInformation)[]>> = {
  [topics.users.name]: profile,
  tweets: ['tweetCount'],
  following: ['followingCount'],
  followers: ['followerCount'],
  likes: ['likeCount'],
};

/** How join-service makes `user-information`: its topology, as docs/ARCHITECTURE.md draws it. */
export const userInformationSteps: readonly DerivationStep[] = [
  {
    group,
    from: [topics.tweets.name, topics.follows.name, topics.likes.name],
    into: contributions,
    fields,
  },
  {
    group,
    from: [topics.users.name, contributions],
    into: topics.userInformation.name,
    fields,
    inputs,
  },
];
