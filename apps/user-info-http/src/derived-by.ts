import { topics } from '@user-information/schemas';
import type { DerivationStep } from '@user-information/view-http';

const group = 'join-service';
const contributions = `${group}-${topics.userInformation.name}-repartition`;

/** How join-service makes `user-information`: its topology, as docs/ARCHITECTURE.md draws it. */
export const userInformationSteps: readonly DerivationStep[] = [
  {
    group,
    from: [topics.tweets.name, topics.follows.name, topics.likes.name],
    into: contributions,
  },
  { group, from: [topics.users.name, contributions], into: topics.userInformation.name },
];
