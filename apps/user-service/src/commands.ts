import type { EntityService } from '@user-information/entity-service';
import {
  answerCommand,
  commandRoutes,
  idField,
  newId,
  readCommand,
} from '@user-information/entity-service';
import type { User } from '@user-information/schemas';
import { changedUserFields, newUserFields } from './user-fields.ts';
import { changeUser, createUser, deleteUser } from './users.ts';
import type { Known } from './users.ts';

export interface UserCommands {
  readonly service: EntityService<User>;
  readonly known: Known;
}

/** `POST /users`, `PATCH /users/:userId` and `DELETE /users/:userId`. */
export function userCommands({ service, known }: UserCommands) {
  return commandRoutes((app) => {
    app.post('/users', async (request, reply) => {
      const { userId = newId(), ...profile } = readCommand(newUserFields, request.body);
      reply.code(201);
      return answerCommand(service, {}, () => createUser(known, { userId, ...profile }));
    });

    app.patch('/users/:userId', async (request) => {
      const { userId } = readCommand({ userId: idField }, request.params);
      const parts = readCommand(changedUserFields, request.body);
      return answerCommand(service, {}, () => changeUser(known, userId, parts));
    });

    app.delete('/users/:userId', async (request) => {
      const ids = readCommand({ userId: idField }, request.params);
      return answerCommand(service, ids, () => deleteUser(known, ids.userId));
    });
  });
}
