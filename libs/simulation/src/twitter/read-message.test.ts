import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMessage } from './read-message.ts';

const CREATED_AT = '2026-11-05T12:34:56.000Z';
const USER = {
  id: '2244994945',
  username: 'XDevelopers',
  name: 'Developers 👩‍💻',
  created_at: '2013-12-14T04:35:55.000Z',
  description: 'The voice of the team',
  location: '127.0.0.1',
  url: 'https://t.co/3ZX3TNiZCY',
  entities: { url: { urls: [{ url: 'https://t.co/3ZX3TNiZCY', expanded_url: 'https://x.com' }] } },
  profile_image_url: 'https://pbs.twimg.com/profile_images/1/a_normal.jpg',
  profile_banner_url: 'https://pbs.twimg.com/profile_banners/1/2',
  public_metrics: { followers_count: 507_902, following_count: 1_863, tweet_count: 3_561 },
};
const AUTHOR = {
  userId: '2244994945',
  username: 'XDevelopers',
  name: 'Developers 👩‍💻',
  description: 'The voice of the team',
  location: '127.0.0.1',
  webPageUrl: 'https://x.com',
  joinedDate: Date.UTC(2013, 11, 14, 4, 35, 55),
  profileImageUrl: 'https://pbs.twimg.com/profile_images/1/a_normal.jpg',
  backgroundImageUrl: 'https://pbs.twimg.com/profile_banners/1/2',
  followerCount: 507_902,
};
const TWEET = {
  id: '1346889436626259968',
  author_id: USER.id,
  text: 'Hi!',
  created_at: CREATED_AT,
};

function tweetBy(user: object | null) {
  return { data: TWEET, ...(user && { includes: { users: [{ id: '1' }, user] } }) };
}

function authorOf(user: object | null) {
  const message = readMessage(JSON.stringify(tweetBy(user)));
  return message.type === 'status' ? message.status.author : message;
}

describe('readMessage', () => {
  it('reads a tweet and its author', () => {
    expect(
      readMessage(JSON.stringify({ ...tweetBy(USER), matching_rules: [{ id: '1' }] })),
    ).toEqual({
      type: 'status',
      status: {
        type: 'tweet',
        tweetId: TWEET.id,
        userId: USER.id,
        text: 'Hi!',
        createdAt: Date.UTC(2026, 10, 5, 12, 34, 56),
        author: AUTHOR,
      },
    });
  });

  it('makes null of what X leaves out or gives as an empty text', () => {
    const nothing = {
      description: null,
      location: null,
      webPageUrl: null,
      joinedDate: null,
      profileImageUrl: null,
      backgroundImageUrl: null,
      followerCount: null,
    };
    const bare = { id: USER.id, username: USER.username, name: USER.name };
    expect(authorOf(bare)).toEqual({ ...AUTHOR, ...nothing });
    expect(authorOf({ ...bare, description: '', url: '', location: ' ' })).toEqual({
      ...AUTHOR,
      ...nothing,
    });
  });

  it("falls back to X's short form of a web page's address", () => {
    expect(authorOf({ ...USER, entities: {} })).toEqual({ ...AUTHOR, webPageUrl: USER.url });
  });

  it('has no author where X includes none', () => {
    expect(authorOf(null)).toBeNull();
    expect(authorOf({ id: USER.id })).toBeNull();
  });

  it('keeps a tweet that comes with an error about something else', () => {
    const errors = [{ title: 'Not Found Error', resource_type: 'tweet' }];
    expect(readMessage(JSON.stringify({ ...tweetBy(USER), errors }))).toMatchObject({
      type: 'status',
      status: { author: AUTHOR },
    });
  });

  it.each(['delete', 'drop'])("reads %s of a tweet as X's compliance streams give it", (name) => {
    const tweet = { id: TWEET.id, author_id: USER.id };
    const event = { quote_tweet_id: '1', tweet, event_at: CREATED_AT };
    expect(readMessage(JSON.stringify({ data: { [name]: event } }))).toEqual({
      type: 'status',
      status: {
        type: 'tweetDeleted',
        tweetId: TWEET.id,
        userId: USER.id,
        text: null,
        createdAt: Date.parse(CREATED_AT),
        author: null,
      },
    });
  });

  it.each(['user_delete', 'user_suspend'])('reads %s as a user who left', (name) => {
    const event = { user: { id: USER.id }, event_at: CREATED_AT };
    expect(readMessage(JSON.stringify({ data: { [name]: event } }))).toEqual({
      type: 'status',
      status: {
        type: 'userLeft',
        tweetId: null,
        userId: USER.id,
        text: null,
        createdAt: Date.parse(CREATED_AT),
        author: null,
      },
    });
  });

  it.each(['', ' ', '\r'])('takes %j for a keep-alive', (line) => {
    expect(readMessage(line)).toEqual({ type: 'keep-alive' });
  });

  it('reads an error, as X ends a stream with it', () => {
    const detail = 'This stream has been disconnected upstream for operational reasons.';
    const error = { title: 'operational-disconnect', detail, type: 'https://api.x.com/2/problems' };
    expect(readMessage(JSON.stringify({ errors: [error] }))).toEqual({
      type: 'problem',
      problem: {
        kind: 'error-message',
        message: `operational-disconnect: ${detail}`,
        retryInMs: null,
      },
    });
    expect(readMessage('{"title":"ConnectionException","detail":"Too many."}')).toEqual({
      type: 'problem',
      problem: {
        kind: 'error-message',
        message: 'ConnectionException: Too many.',
        retryInMs: null,
      },
    });
  });

  it.each([
    ['{"data":{"id":"1",', 'malformed'],
    ['[]', 'malformed'],
    ['null', 'malformed'],
    ['{"info":{}}', 'unknown-message'],
    ['{"data":{"withheld":{"event_at":"2026-01-01"}}}', 'unknown-message'],
    ['{"data":{"delete":{"tweet":{}}}}', 'unknown-message'],
    ['{"data":{"id":"1","text":"whose?"}}', 'unknown-message'],
    ['{"data":{"id":1,"author_id":"2","text":"a number"}}', 'unknown-message'],
    ['{"data":{"id":"1","author_id":"2","text":null}}', 'unknown-message'],
  ])('reports %s as %s, and quotes it', (line, kind) => {
    const message = readMessage(line);
    expect(message).toMatchObject({ type: 'problem', problem: { kind, retryInMs: null } });
    expect(message.type === 'problem' && message.problem.message).toContain(line);
  });

  it('never throws, whatever X may send one day', () => {
    const json = fc.json();
    const tweetLike = fc.record({
      data: fc.object(),
      includes: fc.record({ users: fc.anything() }),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          json,
          tweetLike.map((each) => JSON.stringify(each)),
        ),
        (line) => {
          expect(['keep-alive', 'status', 'problem']).toContain(readMessage(line).type);
        },
      ),
    );
  });
});
