import type { ServiceContext } from '@user-information/entity-service';
import {
  countOf,
  keysOnly,
  openEntityService,
  reportTotals,
  Table,
} from '@user-information/entity-service';
import { pick, topics } from '@user-information/schemas';
import { tweetCommands } from './commands.ts';
import type { Config } from './config.ts';
import { tweetOfStatus } from './tweets.ts';

/** Starts the service on a log; it ends with the context's scope. */
export async function startTweetService(context: ServiceContext, config: Config): Promise<void> {
  const { scope, logger, server } = context;
  const tweets = new Table(keysOnly);
  const service = await openEntityService(context, { owns: topics.tweets, memory: tweets });
  const users = new Table(keysOnly);
  const usersTopic = await service.follow(
    pick(topics.users, ['userId']),
    (change) => void users.apply(change),
  );
  await service.consume(topics.statuses, ({ value }) => tweetOfStatus(tweets, value));

  const routes = tweetCommands({ service, tweets, users, usersTopic });
  await server.serve(routes);
  scope.onClose(() => server.close()); // Before what the routes need is closed.
  logger.info(
    `listens on ${server.url} for POST /tweets and DELETE /tweets/<id>; publishes the tweets of statuses`,
  );
  reportTotals(context, service, config.PROGRESS_SECONDS, ({ published, tombstones }) => {
    const done = `published ${countOf(published, 'tweet')}, ${tombstones} deleted`;
    return `${done}; ${countOf(tweets.size, 'tweet')} known`;
  });
}
