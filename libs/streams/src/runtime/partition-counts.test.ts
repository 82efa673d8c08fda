import { describe, expect, it } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import { utf8 } from '@user-information/serde';
import { join } from '../dsl/join.ts';
import { stream } from '../dsl/kstream.ts';
import { table } from '../dsl/ktable.ts';
import { topology } from '../topology/topology.ts';
import { partitionCounts } from './partition-counts.ts';

const topic = (name: string) => ({ name, key: utf8, value: utf8 });
const view = join(
  topic('zoo'),
  table(topic('owners')),
  () => 'all',
  [stream(topic('visits')), () => 'visit'],
  [stream(topic('calls')).selectKey('by-caller', (caller) => caller), () => 'call'],
);

function counts(partitions: Readonly<Record<string, number>>) {
  const describeTopic = (name: string) =>
    Promise.resolve({ name, kind: 'changelog' as const, partitions: partitions[name] as number });
  const log: Pick<EventLog, 'describeTopic'> = { describeTopic };
  return partitionCounts(log, topology('app', view), new Set(['app-zoo-repartition']));
}

describe('partitionCounts', () => {
  it('lets what is re-keyed have any number of partitions', async () => {
    const wanted = { owners: 3, visits: 3, calls: 7, zoo: 3 };
    expect(Object.fromEntries(await counts(wanted))).toEqual(wanted);
  });

  it('refuses to join by key what lies on other partitions, and says what has how many', async () => {
    await expect(counts({ owners: 3, visits: 4, calls: 7, zoo: 3 })).rejects.toMatchObject({
      code: 'NOT_COPARTITIONED',
      message: expect.stringContaining('"owners" has 3, "zoo" has 3, "visits" has 4'),
    });
  });
});
