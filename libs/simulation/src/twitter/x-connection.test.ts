import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { SourceProblem } from './source-problem.ts';
import { begin, closeServers, take, tweet } from './test-statuses.ts';
import {
  type Answer,
  streams,
  streamsAndBreaks,
  streamsAndEnds,
  XTestServer,
} from './test-x-server.ts';

afterEach(async () => {
  jest.useRealTimers();
  await closeServers();
});

describe('XConnection, seen through twitterStatuses,', () => {
  it('connects again at once when the stream ends or breaks, in the middle of a message too', async () => {
    const half = tweet(9).slice(0, 20);
    const { ids, problems, sleeps, server } = await take(3, [
      streamsAndEnds(tweet(1), half),
      streamsAndBreaks(tweet(2), half),
      streams(tweet(3)),
    ]);
    expect(ids).toEqual(['1', '2', '3']);
    expect(sleeps).toEqual([0, 250]);
    expect(problems).toEqual([
      {
        kind: 'disconnected',
        message: 'X ended the stream in the middle of a message, which is lost',
        retryInMs: 0,
      },
      { kind: 'disconnected', message: 'aborted', retryInMs: 250 },
    ]);
    expect(server.mostAtOnce).toBe(1);
  });

  it('gives up a stream that sends no keep-alive', async () => {
    holdTimers();
    const { statuses, problems } = await begin([streams(tweet(1)), streams(tweet(2))]);
    await statuses.next();
    const next = statuses.next();
    await new Promise(setImmediate);
    jest.advanceTimersByTime(24_999);
    expect(problems).toEqual([]);
    jest.advanceTimersByTime(1);
    expect((await next).value).toMatchObject({ tweetId: '2' });
    expect(problems).toEqual([
      {
        kind: 'stalled',
        message: 'X sent nothing for 25000 ms, no keep-alive either',
        retryInMs: 0,
      },
    ]);
    await statuses.return();
  });

  it('gives up a request that is not answered', async () => {
    holdTimers();
    const asked = Promise.withResolvers<void>();
    const { statuses, problems } = await begin([() => asked.resolve(), streams(tweet(1))]);
    const next = statuses.next();
    await asked.promise;
    jest.advanceTimersByTime(25_000);
    expect((await next).value).toMatchObject({ tweetId: '1' });
    expect(problems).toMatchObject([{ kind: 'stalled', retryInMs: 250 }]);
    await statuses.return();
  });

  it('does not take a slow reader for a stall', async () => {
    holdTimers();
    const more = Promise.withResolvers<() => void>();
    const answer: Answer = (response, request) => {
      streams(tweet(1))(response, request);
      more.resolve(() => response.write(tweet(2)));
    };
    const { statuses, problems } = await begin([answer]);
    await statuses.next();
    jest.advanceTimersByTime(60_000);
    (await more.promise)();
    expect((await statuses.next()).value).toMatchObject({ tweetId: '2' });
    expect(problems).toEqual([]);
    await statuses.return();
  });

  it('tries again when there is no network', async () => {
    const gone = new XTestServer(streams());
    const baseUrl = await gone.listen();
    await gone.close();
    const stop = new AbortController();
    const problems: SourceProblem[] = [];
    const onProblem = (problem: SourceProblem) => {
      if (problems.push(problem) === 2) stop.abort();
    };
    const { ids } = await take(1, [streams()], { baseUrl, onProblem, signal: stop.signal });
    expect(ids).toEqual([]);
    expect(problems).toEqual([
      { kind: 'unreachable', message: expect.stringContaining('ECONNREFUSED'), retryInMs: 250 },
      { kind: 'unreachable', message: expect.stringContaining('ECONNREFUSED'), retryInMs: 500 },
    ]);
  });
});

/** From now on time limits run out only when the test says so; the network goes on. */
function holdTimers(): void {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
}
