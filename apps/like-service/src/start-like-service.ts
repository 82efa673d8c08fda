import type { ServiceContext } from '@user-information/entity-service';
import {
  checkId,
  countOf,
  inBackground,
  openEntityService,
  reportTotals,
} from '@user-information/entity-service';
import { pick, topics } from '@user-information/schemas';
import { LikeGraph } from '@user-information/simulation';
import { likeCommands } from './commands.ts';
import type { Config } from './config.ts';
import { LikeMemory } from './like-memory.ts';
import { simulateLikes } from './simulator.ts';

/** Starts the service on a log; it ends with the context's scope. */
export async function startLikeService(context: ServiceContext, config: Config): Promise<void> {
  const { scope, logger, server } = context;
  const graph = new LikeGraph();
  const memory = new LikeMemory(graph);
  const service = await openEntityService(context, { owns: topics.likes, memory });
  const users = await service.follow(pick(topics.users, ['userId']), ({ key, value }) =>
    value === null ? graph.removeUser(key) : graph.addUser(checkId('The key', key)),
  );
  const tweets = await service.follow(pick(topics.tweets, ['userId']), ({ key, value }) =>
    value === null ? graph.removeTweet(key) : graph.addTweet(key, value.userId),
  );

  const routes = likeCommands({ service, known: graph, users, tweets });
  await server.serve(routes);
  scope.onClose(() => server.close()); // Before what the routes need is closed.
  logger.info(
    `listens on ${server.url} for POST and DELETE /likes; makes up ` +
      `${config.LIKES_PER_SECOND} likes and ${config.UNLIKES_PER_SECOND} unlikes a second`,
  );

  const simulation = simulateLikes(service, graph, {
    seed: config.SEED,
    likesPerSecond: config.LIKES_PER_SECOND,
    unlikesPerSecond: config.UNLIKES_PER_SECOND,
    maxLikes: config.MAX_LIKES,
    signal: scope.signal,
  });
  inBackground(scope, simulation);
  reportTotals(context, service, config.PROGRESS_SECONDS, ({ published, tombstones }) => {
    const done = `${countOf(published, 'like')}, ${countOf(tombstones, 'unlike')}`;
    return `published ${done}; ${countOf(graph.likeCount, 'like')} in all`;
  });
}
