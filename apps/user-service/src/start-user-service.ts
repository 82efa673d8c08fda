import type { ServiceContext } from '@user-information/entity-service';
import {
  countOf,
  inBackground,
  openEntityService,
  reportTotals,
} from '@user-information/entity-service';
import { topics } from '@user-information/schemas';
import { appendStatuses, countStatuses } from './append-statuses.ts';
import { userCommands } from './commands.ts';
import type { Config } from './config.ts';
import { createSource } from './source.ts';
import { createUserTable } from './user-table.ts';
import type { UserTable } from './user-table.ts';
import { userOfStatus } from './users.ts';

/** Starts the service on a log; it ends with the context's scope. */
export async function startUserService(context: ServiceContext, config: Config): Promise<void> {
  const { log, registry, logger, scope, server } = context;
  const users = createUserTable();
  const service = await openEntityService(context, { owns: topics.users, memory: users });
  await service.consume(topics.statuses, ({ value }) => userOfStatus(users, value));
  const source = createSource(config, await countStatuses(log), logger, scope.signal);

  const routes = userCommands({ service, known: users });
  await server.serve(routes);
  scope.onClose(() => server.close()); // Before what the routes need is closed.
  logger.info(
    `listens on ${server.url} for POST /users, PATCH and DELETE /users/<id>; ${sourceWords(config)}`,
  );

  inBackground(scope, appendStatuses(source, log, registry));
  reportTotals(context, service, config.PROGRESS_SECONDS, ({ published, tombstones }) => {
    const done = `published ${countOf(published, 'user')}, ${tombstones} left`;
    return `${done}; ${countOf(users.size, 'user')} known${idsToTry(users)}`;
  });
}

function sourceWords({ SOURCE, STATUSES_PER_SECOND, USERS, TWITTER_STREAM }: Config): string {
  return SOURCE === 'faker'
    ? `makes up ${STATUSES_PER_SECOND} statuses a second of ${countOf(USERS, 'user')}`
    : `takes statuses from X's ${TWITTER_STREAM} stream`;
}

function idsToTry(users: UserTable): string {
  const ids: string[] = [];
  for (const userId of users.keys()) {
    if (ids.length === 3) break;
    if (users.get(userId)?.user != null) ids.push(userId);
  }
  return ids.length === 0 ? '' : `; try curl localhost:8080/users/${ids.join(' or ')}`;
}
