import { describe, expect, it } from '@jest/globals';
import { userInformationSchema } from './generated/user-information.ts';
import { userSchema } from './generated/user.ts';
import { pick } from './pick.ts';
import { subjectOf } from './topic.ts';
import { topics } from './topics.ts';

describe('topics', () => {
  it('are the ones that services share', () => {
    const table = Object.values(topics).map((topic) => [topic.name, topic.kind, topic.schema.name]);
    expect(table).toEqual([
      ['users', 'changelog', 'User'],
      ['tweets', 'changelog', 'Tweet'],
      ['follows', 'changelog', 'Follow'],
      ['likes', 'changelog', 'Like'],
      ['statuses', 'record-stream', 'Status'],
      ['user-information', 'changelog', 'UserInformation'],
    ]);
    expect(topics.statuses.retentionMs).toBe(86_400_000);
  });

  it('have subjects named after them', () => {
    expect(subjectOf(topics.userInformation)).toBe('user-information-value');
  });
});

describe('the schema of the view', () => {
  it("is the users' and four counts", () => {
    const fields = userInformationSchema.fields.map(({ name, type }) => ({ name, type }));
    const users = userSchema.fields.map(({ name, type }) => ({ name, type }));
    const counts = ['tweetCount', 'followingCount', 'followerCount', 'likeCount'];
    expect(fields).toEqual([...users, ...counts.map((name) => ({ name, type: 'long' }))]);
  });
});

describe('pick', () => {
  it("keeps the topic and the record's name, and only the fields", () => {
    const picked = pick(topics.statuses, ['type', 'author']);
    const [type, author] = [topics.statuses.schema.fields[0], topics.statuses.schema.fields[5]];
    expect(picked).toEqual({
      name: 'statuses',
      kind: 'record-stream',
      retentionMs: 86_400_000,
      schema: { ...topics.statuses.schema, fields: [type, author] },
    });
  });
});
