import type { EntityService, FollowedTopic } from '@user-information/entity-service';
import {
  answerCommand,
  commandRoutes,
  idField,
  readCommand,
} from '@user-information/entity-service';
import type { Follow } from '@user-information/schemas';
import { followIdOf } from './follow-memory.ts';
import { follow, unfollow } from './follows.ts';
import type { Known } from './follows.ts';

const pairFields = { followerId: idField, followeeId: idField };

export interface FollowCommands {
  readonly service: EntityService<Follow>;
  readonly known: Known;
  readonly users: FollowedTopic;
}

/** `POST /follows` and `DELETE /follows`, the latter with a body or a query. */
export function followCommands({ service, known, users }: FollowCommands) {
  return commandRoutes((app) => {
    app.post('/follows', async (request, reply) => {
      const pair = readCommand(pairFields, request.body);
      await users.catchUp();
      reply.code(201);
      return answerCommand(service, {}, () => follow(known, pair, Date.now()));
    });

    app.delete('/follows', async (request) => {
      const pair = readCommand(pairFields, request.body ?? request.query);
      const ids = { followId: followIdOf(pair), ...pair };
      return answerCommand(service, ids, () => unfollow(known, pair));
    });
  });
}
