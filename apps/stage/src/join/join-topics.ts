import { topics } from '@user-information/schemas';

/** The consumer group of join-service, which is its application id. */
export const joinGroup = 'join-service';

const repartition = `${joinGroup}-${topics.userInformation.name}-repartition`;
const { users, tweets, follows, likes } = topics;

/** What join-service reads. */
export const joinedTopics = [users.name, tweets.name, follows.name, likes.name, repartition];
