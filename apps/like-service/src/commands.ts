import type { EntityService, FollowedTopic } from '@user-information/entity-service';
import {
  answerCommand,
  commandRoutes,
  idField,
  readCommand,
} from '@user-information/entity-service';
import type { Like } from '@user-information/schemas';
import { likeIdOf } from './like-memory.ts';
import { like, unlike } from './likes.ts';
import type { Known } from './likes.ts';

const pairFields = { userId: idField, tweetId: idField };

export interface LikeCommands {
  readonly service: EntityService<Like>;
  readonly known: Known;
  readonly users: FollowedTopic;
  readonly tweets: FollowedTopic;
}

/** `POST /likes` and `DELETE /likes`, the latter with a body or a query. */
export function likeCommands({ service, known, users, tweets }: LikeCommands) {
  return commandRoutes((app) => {
    app.post('/likes', async (request, reply) => {
      const pair = readCommand(pairFields, request.body);
      await Promise.all([users.catchUp(), tweets.catchUp()]);
      reply.code(201);
      return answerCommand(service, {}, () => like(known, pair, Date.now()));
    });

    app.delete('/likes', async (request) => {
      const pair = readCommand(pairFields, request.body ?? request.query);
      const ids = { likeId: likeIdOf(pair), ...pair };
      return answerCommand(service, ids, () => unlike(known, pair));
    });
  });
}
