import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, until } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import { testAuthor, testUser } from '@user-information/schemas/testing';
import { readConfig } from './config.ts';
import { startUserService } from './start-user-service.ts';
import { tweetBy, userLeft } from './test-statuses.ts';

let bench: ServiceBench;

beforeEach(async () => {
  bench = await ServiceBench.open('user-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(() => bench.close());

async function start(settings: Record<string, string> = {}): Promise<void> {
  const config = readConfig({ PORT: '0', STATUSES_PER_SECOND: '0', ...settings });
  await bench.start((context) => startUserService(context, config));
}

/** The changes of a user, in their order. */
async function historyOf(userId: string) {
  const said = await bench.said(topics.users);
  return said.filter(({ key }) => key === userId).map(({ value }) => value);
}

const ada = testUser('ada');
const newAda = { userId: 'ada', username: 'ada', name: 'ada' };

describe('statuses', () => {
  it('become changes of users, with the time of the status', async () => {
    await bench.publish(topics.statuses, 'ada', tweetBy(testAuthor('ada')));
    const [status] = await bench.said(topics.statuses);
    await start();
    await bench.publish(topics.statuses, 'ada', tweetBy(testAuthor('ada')));
    await bench.publish(topics.statuses, 'ada', tweetBy({ ...testAuthor('ada'), name: 'Ada' }));
    await bench.publish(topics.statuses, 'ada', userLeft('ada'));
    await until(async () => (await historyOf('ada')).length === 3);
    expect(await historyOf('ada')).toEqual([ada, { ...ada, name: 'Ada' }, null]);
    const [first] = await bench.said(topics.users);
    expect(first?.record.timestampMs).toBe(status?.record.timestampMs);
  });

  it('that are damaged become dead letters, and hold up nothing', async () => {
    await start();
    await bench.publish(topics.statuses, 'bytes', Buffer.from('no Avro'));
    await bench.publish(topics.statuses, 'odd', tweetBy(testAuthor('a-b')));
    await bench.publish(topics.statuses, 'tombstone', null);
    await bench.publish(topics.statuses, 'ada', tweetBy(testAuthor('ada')));
    await until(async () => (await bench.deadLetters()).length === 3);
    await until(async () => (await historyOf('ada')).length === 1);
    expect(bench.context.failures).toEqual([]);
  });

  it('do not undo a command by saying what they said before, over a restart too', async () => {
    await start();
    await bench.publish(topics.statuses, 'ada', tweetBy(testAuthor('ada')));
    await until(async () => (await historyOf('ada')).length === 1);
    expect((await bench.ask('PATCH', '/users/ada', { name: 'Countess' })).status).toBe(200);
    await bench.stop();
    await start();
    await bench.publish(topics.statuses, 'ada', tweetBy(testAuthor('ada')));
    await bench.publish(topics.statuses, 'bob', tweetBy(testAuthor('bob')));
    await until(async () => (await historyOf('bob')).length === 1);
    await bench.publish(topics.statuses, 'ada', tweetBy({ ...testAuthor('ada'), location: 'UK' }));
    await until(async () => (await historyOf('ada')).length > 2);
    expect(await historyOf('ada')).toEqual([
      ada,
      { ...ada, name: 'Countess' },
      { ...ada, location: 'UK' },
    ]);
  });
});

describe('commands', () => {
  it('create, change and delete, answered with the record that says so', async () => {
    await start();
    const created = await bench.ask('POST', '/users', newAda);
    const [first] = await bench.said(topics.users);
    const { topic, partition, offset } = first!.record;
    const record = { topic, partition, offset };
    expect(created).toEqual({ status: 201, body: { ...ada, record } });

    const joinedDate = Date.UTC(2024, 0, 1);
    const changed = await bench.ask('PATCH', '/users/ada', { description: 'Analyst', joinedDate });
    expect(changed).toEqual({
      status: 200,
      body: {
        ...ada,
        description: 'Analyst',
        joinedDate,
        record: { ...record, offset: offset + 1 },
      },
    });
    expect(await bench.ask('DELETE', '/users/ada')).toEqual({
      status: 200,
      body: { userId: 'ada', record: { ...record, offset: offset + 2 } },
    });
    expect(await historyOf('ada')).toEqual([
      ada,
      { ...ada, description: 'Analyst', joinedDate },
      null,
    ]);
  });

  it('give an id to who has none, and nulls for what is left out or taken away', async () => {
    await start();
    const { body } = await bench.ask('POST', '/users', {
      username: 'bob',
      name: 'Bob',
      webPageUrl: 'https://example.com/bob',
    });
    const { record: _, ...user } = body;
    const userId = String(user['userId']);
    expect(userId).toMatch(/^\d{19}$/);
    expect(user).toMatchObject({ webPageUrl: 'https://example.com/bob', location: null });
    const cleared = await bench.ask('PATCH', `/users/${userId}`, { webPageUrl: null });
    expect(cleared.body).toMatchObject({ username: 'bob', webPageUrl: null });
  });

  it.each([
    [
      'POST',
      '/users',
      newAda,
      409,
      'There is a user "ada" already; change it with PATCH /users/ada.',
    ],
    ['POST', '/users', { name: 'X' }, 400, 'username is missing; it must be 1 to 50'],
    ['POST', '/users', { ...newAda, userId: 'a-b' }, 400, 'userId is "a-b"; it must be 1 to 128'],
    ['POST', '/users', { ...newAda, name: 'x'.repeat(201) }, 400, 'name is "xxx'],
    [
      'POST',
      '/users',
      { ...newAda, webPageUrl: 'javascript:alert(1)' },
      400,
      'begins with http://',
    ],
    [
      'POST',
      '/users',
      { ...newAda, joinedDate: '2024' },
      400,
      'joinedDate is "2024"; it must be a date',
    ],
    ['POST', '/users', { ...newAda, tweetCount: 9 }, 400, 'There is no field "tweetCount"'],
    ['POST', '/users', 'nonsense', 400, 'JSON'],
    ['PATCH', '/users/ada', { name: 'ada' }, 409, 'User "ada" is so already'],
    ['PATCH', '/users/ada', {}, 409, 'nothing would change'],
    ['PATCH', '/users/ada', { userId: 'bob' }, 400, 'There is no field "userId"'],
    ['PATCH', '/users/ada', { name: null }, 400, 'name is null; it must be text'],
    ['PATCH', '/users/nobody', { name: 'X' }, 404, 'There is no user "nobody"'],
    ['DELETE', '/users/nobody', undefined, 404, 'There is no user "nobody"'],
    ['DELETE', '/users/gone', undefined, 404, 'There is no user "gone"'],
    ['DELETE', '/users/%00', undefined, 400, 'userId is "\\u0000"'],
    ['DELETE', '/users/..%2F..%2Fetc', undefined, 400, 'userId is "../../etc"'],
    ['GET', '/users/ada', undefined, 405, 'GET is not one of DELETE, PATCH'],
  ])('refuse %s %s %j with %d', async (method, path, body, status, detail) => {
    await start();
    await bench.ask('POST', '/users', newAda);
    await bench.ask('POST', '/users', { ...newAda, userId: 'gone' });
    await bench.ask('DELETE', '/users/gone');
    const problem = { status, detail: expect.stringContaining(detail) };
    expect(await bench.ask(method, path, body)).toMatchObject({ status, body: problem });
    expect(await bench.said(topics.users)).toHaveLength(3);
  });

  it('are decided one after another, however many come at once', async () => {
    await start();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => bench.ask('POST', '/users', newAda)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  });
});
