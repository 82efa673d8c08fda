import { afterEach, describe, expect, it } from '@jest/globals';
import { closeServers, NOW, take, tweet } from './test-statuses.ts';
import { answers, streams } from './test-x-server.ts';

const CONNECTION_LIMIT = {
  title: 'ConnectionException',
  detail: 'This stream is currently at the maximum allowed connection limit.',
  connection_issue: 'TooManyConnections',
  type: 'https://api.x.com/2/problems/streaming-connection',
};

afterEach(closeServers);

describe('failureOf, seen through twitterStatuses,', () => {
  it('waits longer after each error of the server', async () => {
    const { ids, problems, sleeps } = await take(1, [
      answers(503, { title: 'Service Unavailable', detail: 'Later.' }),
      answers(500, '<html>not JSON'),
      streams(tweet(1)),
    ]);
    expect(ids).toEqual(['1']);
    expect(sleeps).toEqual([5_000, 10_000]);
    expect(problems[0]).toEqual({
      kind: 'http-error',
      message: 'X answered 503: Service Unavailable: Later.',
      retryInMs: 5_000,
    });
    expect(problems[1]?.message).toBe('X answered 500: <html>not JSON.');
  });

  it('waits for the end of the window when there were too many requests', async () => {
    const reset = {
      'x-rate-limit-limit': '50',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(NOW / 1_000 + 600),
    };
    const { ids, problems, sleeps } = await take(1, [
      answers(429, { title: 'Too Many Requests', detail: 'Too Many Requests' }, reset),
      answers(429, { title: 'Too Many Requests', detail: 'Too Many Requests' }),
      streams(tweet(1)),
    ]);
    expect(ids).toEqual(['1']);
    expect(sleeps).toEqual([600_000, 60_000]);
    expect(problems.map((problem) => problem.kind)).toEqual(['rate-limited', 'rate-limited']);
  });

  it("says so when another process has the token's one stream", async () => {
    const { ids, problems } = await take(1, [answers(429, CONNECTION_LIMIT), streams(tweet(1))]);
    expect(ids).toEqual(['1']);
    expect(problems).toEqual([
      {
        kind: 'too-many-connections',
        message:
          'X answered 429: ConnectionException: This stream is currently at the maximum allowed ' +
          'connection limit. Another process streams with this token, or did until just now.',
        retryInMs: 60_000,
      },
    ]);
  });

  it.each([
    [401, 'UNAUTHORIZED', 'TWITTER_BEARER_TOKEN is no valid token'],
    [403, 'FORBIDDEN', 'may not use this stream'],
    [409, 'NO_RULES', 'needs a rule'],
    [400, 'REJECTED', 'One or more parameters'],
  ])('ends with an error that says what to do when X answers %i', async (status, code, text) => {
    const detail = 'One or more parameters to your request was invalid.';
    const error = await take(1, [answers(status, { title: 'No', detail })]).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ name: 'SourceError', code });
    expect(String(error)).toContain(text);
    expect(String(error)).not.toContain('secret-token');
  });
});
