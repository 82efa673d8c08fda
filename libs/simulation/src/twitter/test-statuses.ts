import type { Clock } from '../clock.ts';
import type { Status } from '../status.ts';
import type { SourceProblem } from './source-problem.ts';
import { type Answer, XTestServer } from './test-x-server.ts';
import { type TwitterOptions, twitterStatuses } from './twitter-statuses.ts';

/** When all tests happen, in milliseconds since 1970. */
export const NOW = 1_700_000_000_000;

/** Sleeps take no time but are noted; time does not pass. */
class TestClock implements Clock {
  readonly sleeps: number[] = [];

  nowMs(): number {
    return NOW;
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
  }
}

const servers: XTestServer[] = [];

/** The line of a tweet in X's stream. */
export function tweet(id: number, text = `tweet ${id}`): string {
  const user = { id: '7', username: 'seven', name: 'Seven' };
  const data = { id: String(id), author_id: '7', text, edit_history_tweet_ids: [String(id)] };
  return `${JSON.stringify({ data, includes: { users: [user] } })}\r\n`;
}

/** Starts a server with these answers, and a stream of statuses from it. */
export async function begin(answers: Answer[], more: Partial<TwitterOptions> = {}) {
  const server = new XTestServer(...answers);
  servers.push(server);
  const problems: SourceProblem[] = [];
  const clock = new TestClock();
  const statuses = twitterStatuses({
    bearerToken: 'secret-token',
    stream: 'sample',
    baseUrl: await server.listen(),
    onProblem: (problem) => problems.push(problem),
    signal: new AbortController().signal,
    random: () => 0,
    clock,
    ...more,
  });
  return { server, statuses, problems, sleeps: clock.sleeps };
}

/** Takes so many statuses, or all if there are fewer. */
export async function take(count: number, answers: Answer[], more: Partial<TwitterOptions> = {}) {
  const { statuses, ...rest } = await begin(answers, more);
  const taken: Status[] = [];
  for await (const status of statuses) {
    if (taken.push(status) === count) break;
  }
  return { ...rest, statuses: taken, ids: taken.map((status) => status.tweetId) };
}

/** After each test: closes the servers that it began. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}
