import { type Clock, systemClock } from '../clock.ts';
import { SimulationError, SourceError } from '../errors.ts';
import type { Random } from '../random/random-stream.ts';
import type { Status } from '../status.ts';
import { Backoff } from './backoff.ts';
import { readMessage } from './read-message.ts';
import { ConnectionFailure, type SourceProblem } from './source-problem.ts';
import { syncRules } from './sync-rules.ts';
import { XConnection } from './x-connection.ts';

export interface TwitterOptions {
  /** The app-only token of an X app; the app reads it from TWITTER_BEARER_TOKEN. */
  readonly bearerToken: string | undefined;
  /** One percent of all tweets, or those that match the rules. */
  readonly stream: 'sample' | 'filtered';
  /** Of a filtered stream; without any, those that the X app has are left as they are. */
  readonly rules?: readonly string[];
  /** Told of what went wrong and was dealt with. Must not throw. */
  readonly onProblem: (problem: SourceProblem) => void;
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** Where X's API is. Default `https://api.x.com`. */
  readonly baseUrl?: string;
  /** What waits between tries vary by. Default Math.random. */
  readonly random?: Random;
  readonly clock?: Clock;
}

const DEFAULT_BASE_URL = 'https://api.x.com';

const PATHS = { sample: 'tweets/sample/stream', filtered: 'tweets/search/stream' };
const QUERY = {
  expansions: 'author_id',
  'tweet.fields': 'author_id,created_at',
  'user.fields':
    'created_at,description,entities,location,name,profile_banner_url,profile_image_url,' +
    'public_metrics,url,username',
};

/**
 * The statuses of X's stream as they come, over one connection at a time, until the signal aborts.
 * Reconnects, waiting as X asks, and reports each reason; skips messages that it cannot use, and
 * reports them. X does not repeat what it sent while there was no connection, and may send a
 * message twice. At the reader's pace: X ends the stream of one who is too slow.
 *
 * @throws SimulationError at once: MISSING_TOKEN, INVALID_OPTION; while reading, what does not pass
 *   by itself: UNAUTHORIZED, FORBIDDEN, NO_RULES, INVALID_RULE, REJECTED
 */
export function twitterStatuses(options: TwitterOptions): AsyncGenerator<Status, void> {
  const bearerToken = options.bearerToken?.trim();
  if (!bearerToken) {
    throw new SourceError(
      'MISSING_TOKEN',
      'SOURCE=twitter needs a token of the X API: set TWITTER_BEARER_TOKEN to the Bearer Token of ' +
        'your app (https://console.x.com, Apps, Keys and tokens), or use SOURCE=faker.',
    );
  }
  if (!/^[\x21-\x7e]+$/.test(bearerToken)) {
    throw new SourceError(
      'UNAUTHORIZED',
      'TWITTER_BEARER_TOKEN has a character that no token has, such as a blank: copy it again.',
    );
  }
  const baseUrl = options.baseUrl ?? DEFAULT_BASE_URL;
  if (!/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? '')) {
    throw new SimulationError(
      'INVALID_OPTION',
      `The base URL is "${baseUrl}"; it must be an http or https address, such as ${DEFAULT_BASE_URL}.`,
    );
  }
  return streamStatuses(options, bearerToken, baseUrl);
}

async function* streamStatuses(
  options: TwitterOptions,
  bearerToken: string,
  baseUrl: string,
): AsyncGenerator<Status, void> {
  const { clock = systemClock, signal, onProblem } = options;
  const backoff = new Backoff(options.random ?? Math.random);
  let missingRules = options.stream === 'filtered' ? options.rules : undefined;
  const isStopped = () => signal.aborted;
  while (!isStopped()) {
    const connection = new XConnection({ bearerToken, baseUrl, signal });
    let openedAtMs: number | null = null;
    let retryInMs: number;
    try {
      if (missingRules !== undefined) await syncRules(connection, missingRules);
      missingRules = undefined;
      const lines = await connection.openLines(PATHS[options.stream], QUERY);
      openedAtMs = clock.nowMs();
      for await (const line of lines) {
        const message = readMessage(line);
        if (message.type === 'status') yield message.status;
        else if (message.type === 'problem') onProblem(message.problem);
      }
      return;
    } catch (error) {
      if (isStopped()) return;
      if (!(error instanceof ConnectionFailure)) throw error;
      const nowMs = clock.nowMs();
      const upMs = openedAtMs === null ? null : nowMs - openedAtMs;
      retryInMs = backoff.delayMs(error, upMs, nowMs);
      onProblem({ kind: error.kind, message: error.message, retryInMs });
    } finally {
      connection.close();
    }
    await clock.sleep(retryInMs, signal);
  }
}
