import { afterEach, describe, expect, it } from '@jest/globals';
import { begin, closeServers, take, tweet } from './test-statuses.ts';
import { type Answer, streams } from './test-x-server.ts';
import { twitterStatuses } from './twitter-statuses.ts';

const KEEP_ALIVE = '\r\n';

afterEach(closeServers);

describe('twitterStatuses', () => {
  it('asks for tweets with their authors, and gives them as they come', async () => {
    const { server, statuses, problems } = await take(2, [
      streams(KEEP_ALIVE, tweet(1) + tweet(2), KEEP_ALIVE),
    ]);
    expect(statuses[0]).toMatchObject({
      type: 'tweet',
      tweetId: '1',
      author: { username: 'seven' },
    });
    expect(statuses[1]).toMatchObject({ tweetId: '2' });
    expect(problems).toEqual([]);
    const [request] = server.requests;
    expect(request?.authorization).toBe('Bearer secret-token');
    expect(request?.url.pathname).toBe('/2/tweets/sample/stream');
    expect(Object.fromEntries(request?.url.searchParams ?? [])).toEqual({
      expansions: 'author_id',
      'tweet.fields': 'author_id,created_at',
      'user.fields':
        'created_at,description,entities,location,name,profile_banner_url,profile_image_url,' +
        'public_metrics,url,username',
    });
  });

  it('keeps a character whole whose bytes come in two chunks', async () => {
    const bytes = Buffer.from(tweet(1, 'Grüße 👋 aus Köln'));
    const cut = bytes.indexOf('👋') + 2;
    // Each chunk arrives as one.
    const { statuses } = await take(1, [streams(bytes.subarray(0, cut), bytes.subarray(cut))]);
    expect(statuses[0]?.text).toBe('Grüße 👋 aus Köln');
  });

  it('gives deletes and users who left', async () => {
    const { statuses } = await take(2, [
      streams(
        '{"data":{"delete":{"tweet":{"id":"1","author_id":"7"},"event_at":"2026-01-01T00:00:00Z"}}}\r\n',
        '{"data":{"user_delete":{"user":{"id":"7"},"event_at":"2026-01-01T00:00:00Z"}}}\r\n',
      ),
    ]);
    expect(statuses).toEqual([
      expect.objectContaining({ type: 'tweetDeleted', tweetId: '1', userId: '7' }),
      expect.objectContaining({ type: 'userLeft', tweetId: null, userId: '7' }),
    ]);
  });

  it('skips and reports malformed lines and errors, and goes on with the same stream', async () => {
    const error = '{"errors":[{"title":"operational-disconnect","detail":"Soon."}]}\r\n';
    const { ids, problems, server } = await take(2, [
      streams(tweet(1), '{"data":{"id":\r\n', error, '{"whats":"new"}\r\n', tweet(2)),
    ]);
    expect(ids).toEqual(['1', '2']);
    expect(server.requests.length).toBe(1);
    expect(problems).toEqual([
      {
        kind: 'malformed',
        message: 'not a JSON object: {"data":{"id":',
        retryInMs: null,
      },
      {
        kind: 'error-message',
        message: 'operational-disconnect: Soon.',
        retryInMs: null,
      },
      { kind: 'unknown-message', message: expect.any(String), retryInMs: null },
    ]);
  });

  it('lets go of the connection when the reader stops', async () => {
    const closed = Promise.withResolvers<void>();
    const answer: Answer = (response, request) => {
      response.on('close', closed.resolve);
      streams(tweet(1))(response, request);
    };
    await take(1, [answer]);
    await closed.promise;
  });

  it('ends when it is told to, in the middle of a silence', async () => {
    const stop = new AbortController();
    const { statuses, problems } = await begin([streams(tweet(1))], { signal: stop.signal });
    expect((await statuses.next()).value).toMatchObject({ tweetId: '1' });
    const next = statuses.next();
    stop.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(problems).toEqual([]);
  });

  it.each([undefined, '', ' '])('says what is missing when the token is %j', (bearerToken) => {
    const options = {
      stream: 'sample',
      onProblem: () => undefined,
      signal: AbortSignal.abort(),
    } as const;
    expect(() => twitterStatuses({ ...options, bearerToken })).toThrow(
      expect.objectContaining({
        code: 'MISSING_TOKEN',
        message: expect.stringMatching(/set TWITTER_BEARER_TOKEN.*console\.x\.com.*SOURCE=faker/),
      }),
    );
  });

  it('refuses a token with a blank in it, and a base URL that is none', () => {
    const options = {
      stream: 'sample',
      onProblem: () => undefined,
      signal: AbortSignal.abort(),
    } as const;
    expect(() => twitterStatuses({ ...options, bearerToken: 'to ken' })).toThrow('copy it again');
    expect(() =>
      twitterStatuses({ ...options, bearerToken: 'token', baseUrl: 'api.x.com' }),
    ).toThrow('The base URL is "api.x.com"');
  });
});
