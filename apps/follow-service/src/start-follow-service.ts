import type { EntityService, ServiceContext } from '@user-information/entity-service';
import {
  checkId,
  countOf,
  inBackground,
  openEntityService,
  reportTotals,
} from '@user-information/entity-service';
import { pick, topics } from '@user-information/schemas';
import type { Follow } from '@user-information/schemas';
import { FollowGraph } from '@user-information/simulation';
import { followCommands } from './commands.ts';
import type { Config } from './config.ts';
import { FollowMemory } from './follow-memory.ts';
import { simulateFollows } from './simulator.ts';

/** Starts the service on a log; it ends with the context's scope. */
export async function startFollowService(context: ServiceContext, config: Config): Promise<void> {
  const { scope, logger, server } = context;
  const graph = new FollowGraph({ steerTo: config.STEER_TO_REPORTED ? 'reported' : 'attachment' });
  const memory = new FollowMemory(graph);
  const service = await openEntityService(context, { owns: topics.follows, memory });
  const users = await service.follow(pick(topics.users, ['userId']), ({ key, value }) =>
    value === null ? graph.removeUser(key) : graph.addUser(checkId('The key', key)),
  );
  if (config.STEER_TO_REPORTED) await steerToReported(service, graph);

  const routes = followCommands({ service, known: graph, users });
  await server.serve(routes);
  scope.onClose(() => server.close()); // Before what the routes need is closed.
  logger.info(
    `listens on ${server.url} for POST and DELETE /follows; makes up ` +
      `${config.FOLLOWS_PER_SECOND} follows and ${config.UNFOLLOWS_PER_SECOND} unfollows a second`,
  );

  const simulation = simulateFollows(service, graph, {
    seed: config.SEED,
    followsPerSecond: config.FOLLOWS_PER_SECOND,
    unfollowsPerSecond: config.UNFOLLOWS_PER_SECOND,
    maxFollows: config.MAX_FOLLOWS,
    signal: scope.signal,
  });
  inBackground(scope, simulation);
  reportTotals(context, service, config.PROGRESS_SECONDS, ({ published, tombstones }) => {
    const done = `${countOf(published, 'follow')}, ${countOf(tombstones, 'unfollow')}`;
    return `published ${done}; ${countOf(graph.followCount, 'follow')} among ${countOf(graph.userCount, 'user')}`;
  });
}

async function steerToReported(service: EntityService<Follow>, graph: FollowGraph): Promise<void> {
  await service.follow(pick(topics.statuses, ['author']), ({ value }) => {
    const author = value?.author ?? null;
    if (author !== null) graph.setReportedFollowers(author.userId, author.followerCount);
  });
}
