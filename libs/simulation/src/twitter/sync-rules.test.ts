import { afterEach, describe, expect, it } from '@jest/globals';
import { closeServers, take, tweet } from './test-statuses.ts';
import { answers, streams, streamsAndEnds } from './test-x-server.ts';

const filtered = { stream: 'filtered', rules: ['coffee', 'tea'] } as const;
const tag = 'user-information-service';

afterEach(closeServers);

describe('syncRules, seen through twitterStatuses,', () => {
  it('first makes the rules what they should be, and leaves those of others', async () => {
    const present = [
      { id: '1', value: 'cocoa', tag },
      { id: '2', value: 'coffee', tag },
      { id: '3', value: 'news', tag: 'somebody else' },
    ];
    const { server, ids } = await take(
      1,
      [
        answers(200, { data: present, meta: { sent: 'now', result_count: 3 } }),
        answers(200, { meta: { summary: { deleted: 1, not_deleted: 0 } } }),
        answers(201, { data: [{ id: '4', value: 'tea', tag }], meta: { summary: { created: 1 } } }),
        streamsAndEnds(tweet(1)),
        streams(tweet(2)),
      ],
      filtered,
    );
    expect(ids).toEqual(['1']);
    expect(server.requests.map(({ method, url, body }) => [method, url.pathname, body])).toEqual([
      ['GET', '/2/tweets/search/stream/rules', null],
      ['POST', '/2/tweets/search/stream/rules', { delete: { ids: ['1'] } }],
      ['POST', '/2/tweets/search/stream/rules', { add: [{ value: 'tea', tag }] }],
      ['GET', '/2/tweets/search/stream', null],
    ]);
    expect(server.mostAtOnce).toBe(1);
  });

  it('sets the rules once, however often it connects', async () => {
    const { server } = await take(
      2,
      [
        answers(503, {}),
        answers(200, { data: filtered.rules.map((value) => ({ id: value, value, tag })) }),
        streamsAndEnds(tweet(1)),
        streams(tweet(2)),
      ],
      filtered,
    );
    expect(server.requests.map(({ url }) => url.pathname.split('/').at(-1))).toEqual([
      'rules',
      'rules',
      'stream',
      'stream',
    ]);
  });

  it('leaves the rules alone when it is given none', async () => {
    const { server } = await take(1, [streams(tweet(1))], { stream: 'filtered' });
    expect(server.requests.map(({ url }) => url.pathname)).toEqual(['/2/tweets/search/stream']);
  });

  it.each([200, 400])(
    'ends with an error that quotes a rule that X refuses with %i',
    async (status) => {
      const refusal = {
        value: 'tea OR',
        details: ["mismatched input '<EOF>'"],
        title: 'UnprocessableEntity',
        type: 'https://api.x.com/2/problems/invalid-rules',
      };
      const error = await take(
        1,
        [answers(200, { meta: { sent: 'now' } }), answers(status, { errors: [refusal] })],
        { stream: 'filtered', rules: ['tea OR'] },
      ).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'INVALID_RULE' });
      expect(String(error)).toContain("UnprocessableEntity: tea OR: mismatched input '<EOF>'");
    },
  );
});
