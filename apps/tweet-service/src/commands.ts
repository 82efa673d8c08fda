import type { EntityService, FollowedTopic } from '@user-information/entity-service';
import {
  answerCommand,
  commandRoutes,
  idField,
  newId,
  readCommand,
  textField,
} from '@user-information/entity-service';
import type { Tweet } from '@user-information/schemas';
import { createTweet, deleteTweet } from './tweets.ts';
import type { Known } from './tweets.ts';

export interface TweetCommands {
  readonly service: EntityService<Tweet>;
  readonly tweets: Known;
  readonly users: Known;
  readonly usersTopic: FollowedTopic;
}

/** `POST /tweets` and `DELETE /tweets/:tweetId`. */
export function tweetCommands({ service, tweets, users, usersTopic }: TweetCommands) {
  return commandRoutes((app) => {
    app.post('/tweets', async (request, reply) => {
      const command = readCommand({ userId: idField, text: textField }, request.body);
      await usersTopic.catchUp();
      const tweet = { tweetId: newId(), ...command, createdAt: Date.now() };
      reply.code(201);
      return answerCommand(service, {}, () => createTweet(tweets, users, tweet));
    });

    app.delete('/tweets/:tweetId', async (request) => {
      const ids = readCommand({ tweetId: idField }, request.params);
      return answerCommand(service, ids, () => deleteTweet(tweets, ids.tweetId));
    });
  });
}
