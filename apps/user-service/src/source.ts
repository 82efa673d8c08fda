import type { Logger } from '@user-information/observability';
import type { Status } from '@user-information/schemas';
import { pace } from '@user-information/simulation';
import { fakerStatuses } from '@user-information/simulation/faker';
import { twitterStatuses } from '@user-information/simulation/twitter';
import type { Config } from './config.ts';

/** Statuses as they come, some at a time, until the signal that it was made with aborts. */
export type Source = AsyncIterable<readonly Status[]>;

/**
 * The source that the settings ask for. Throws a `SimulationError` at once if it lacks a token.
 *
 * @param firstStep how many statuses were taken before, so that what is made up goes on from there
 */
export function createSource(
  config: Config,
  firstStep: number,
  logger: Logger,
  signal: AbortSignal,
): Source {
  if (config.SOURCE === 'twitter') return fromTwitter(config, logger, signal);
  return fromFaker(config, firstStep, signal);
}

async function* fromFaker(config: Config, firstStep: number, signal: AbortSignal): Source {
  const statusOf = fakerStatuses({ seed: config.SEED, users: config.USERS });
  let step = firstStep;
  for await (const due of pace({ perSecond: config.STATUSES_PER_SECOND, signal })) {
    const nowMs = Date.now();
    yield Array.from({ length: due }, () => statusOf(step++, nowMs));
  }
}

function fromTwitter(config: Config, logger: Logger, signal: AbortSignal): Source {
  const rules = config.TWITTER_RULES?.split(';').map((rule) => rule.trim());
  const statuses = twitterStatuses({
    bearerToken: config.TWITTER_BEARER_TOKEN,
    stream: config.TWITTER_STREAM,
    ...(rules && { rules: rules.filter((rule) => rule !== '') }),
    baseUrl: config.TWITTER_API_URL,
    onProblem: ({ kind, message, retryInMs }) => {
      const next = retryInMs === null ? '' : ` Next try in ${Math.round(retryInMs / 1000)} s.`;
      logger.warn({ kind }, `X: ${message}${next}`);
    },
    signal,
  });
  return oneByOne(statuses);
}

async function* oneByOne(statuses: AsyncIterable<Status>): Source {
  for await (const status of statuses) yield [status];
}
