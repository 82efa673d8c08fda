import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { partitionFor } from '@user-information/event-log';
import type { NewRecord, PartitionOffset, Transactor } from '@user-information/event-log';
import { ask } from '../conformance/client.ts';
import { row } from '../conformance/suite.ts';
import { LocalView } from '../test-local-view.ts';

// The view is made of follows by way of a repartition topic, and of users.
const group = 'join';
const fields = { users: ['name'], follows: ['followerCount', 'followingCount'] };
const steps = [
  { group, from: ['follows'], into: 'repartition', fields },
  {
    ...{ group, from: ['users', 'repartition'], into: 'things', fields },
    inputs: { followers: ['followerCount'] },
  },
];
const happenedAt = '2020-02-29T12:00:00.000Z';
const happened = Date.parse(happenedAt).toString(36);

let view: LocalView;
let join: Transactor;

beforeEach(async () => {
  view = await LocalView.open();
  await view.log.createTopics([
    { name: 'users', kind: 'changelog', partitions: 1 },
    { name: 'follows', kind: 'changelog', partitions: 2 },
    { name: 'repartition', kind: 'repartition', partitions: 1 },
  ]);
  await view.start({ derivedBy: steps });
  await view.catchUp();
  join = await view.log.transactor(group);
});

afterEach(() => view.close());

const key = Buffer.from('a');
const partition = partitionFor(key, 3);
const record = (topic: string, inPartition = 0, at = happenedAt): NewRecord => ({
  ...{ topic, partition: inPartition, key, timestampMs: Date.parse(at) },
  value: Buffer.from(JSON.stringify(row(1))),
  headers:
    topic === 'things' ? { 'last-events': `followers=follows-1@0/${happened}/${happened}` } : {},
});

/** What the join makes of what it has read. */
async function work(records: readonly NewRecord[], ...read: [string, number, number][]) {
  const offsets = read.map(([topic, partition, offset]): PartitionOffset => {
    return { topic, partition, offset };
  });
  await join.commit({ group, records, offsets });
}

const explained = async () => (await ask(view.url, '/things/a/explain')).body;

it('tells of each source up to where it is in the row, and what is left', async () => {
  await view.log.append([record('users'), record('follows', 1)]);
  await work([record('repartition')], ['follows', 1, 1]);
  await work([record('things', partition)], ['users', 0, 1], ['repartition', 0, 1]);
  await view.log.append([record('follows', 0, '2021-01-01T00:00:00.000Z'), record('follows', 1)]);
  expect(await explained()).toMatchObject({
    key: 'a',
    row: {
      ...{ position: `things-${partition}@0`, happenedAt },
      lastEvents: [
        {
          ...{ input: 'followers', fields: ['followerCount'], position: 'follows-1@0' },
          ...{ happenedAt, appliedAt: happenedAt },
        },
      ],
    },
    sources: [
      {
        ...{ topic: 'follows', group, fields: ['followerCount', 'followingCount'] },
        ...{ currentTo: ['follows-1@0'], waitsFor: null },
        ...{ recordsLeft: 2, oldestLeftAt: happenedAt },
      },
      {
        ...{ topic: 'users', group, fields: ['name'] },
        ...{ currentTo: ['users-0@0'], waitsFor: null },
        ...{ recordsLeft: 0, oldestLeftAt: null },
      },
    ],
  });
});

it('says who has not taken what came of a source, when it can not be sure in time', async () => {
  await view.log.append([record('follows')]);
  await work([record('repartition')], ['follows', 0, 1]);
  expect(await explained()).toMatchObject({
    status: 404,
    row: null,
    sources: [
      {
        topic: 'follows',
        currentTo: null,
        waitsFor: { topic: 'repartition', group, recordsLeft: 1 },
        recordsLeft: 0,
      },
      { topic: 'users', currentTo: [], waitsFor: null, recordsLeft: 0 },
    ],
  });
});

it('has nothing to say of a source that nobody created', async () => {
  const other = await LocalView.start({
    derivedBy: [{ group, from: ['late'], into: 'things' }],
  });
  expect((await ask(other.url, '/things/a/explain')).body).toMatchObject({
    sources: [
      {
        topic: 'late',
        fields: [],
        currentTo: [],
        waitsFor: null,
        recordsLeft: 0,
        oldestLeftAt: null,
      },
    ],
  });
  await other.close();
});
