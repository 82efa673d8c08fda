import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog, PartitionOffset, Transactor } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { Progress } from '../replica/progress.ts';
import { Derivation } from './derivation.ts';
import type { ViewProgress } from './view-progress.ts';
import type { WaitsFor } from './waiting.ts';
import { Waiting } from './waiting.ts';

const group = 'join';
const steps = [
  { group, from: ['follows'], into: 'repartition' },
  { group, from: ['users', 'repartition'], into: 'view' },
];

let directory: string;
let log: EventLog;
let transactor: Transactor;
let view: Progress;
let looks: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'view-http-'));
  log = await openEmbeddedEventLog({ directory });
  const names = ['users', 'follows', 'view'];
  await log.createTopics([
    ...names.map((name) => ({ name, kind: 'changelog' as const, partitions: 2 })),
    { name: 'repartition', kind: 'repartition', partitions: 2 },
  ]);
  transactor = await log.transactor(group);
  view = new Progress([]);
  looks = 0;
});

afterEach(async () => {
  await log.close();
  await rm(directory, { recursive: true });
});

const progress: Pick<ViewProgress, 'recordsLeft' | 'whenApplied'> = {
  recordsLeft: (ends) => view.recordsLeft(ends),
  whenApplied: (ends, callback) => view.whenReached(ends, callback),
};

function derivation(of: Partial<EventLog> = {}): Derivation {
  const counted: EventLog['committedOffsets'] = (name, partitions) => {
    looks += 1;
    return log.committedOffsets(name, partitions);
  };
  const watched = {
    committedOffsets: counted,
    describeTopic: (topic: string) => log.describeTopic(topic),
    endOffsets: (topic: string) => log.endOffsets(topic),
    ...of,
  };
  return new Derivation({ log: watched, topic: 'view', steps, progress: progress as ViewProgress });
}

const at = (topic: string, offset: number, partition = 1): PartitionOffset => ({
  topic,
  partition,
  offset,
});
const record = (topic: string) => ({
  topic,
  partition: 1,
  key: Buffer.from('k'),
  value: Buffer.from('v'),
});

/** What a task of the join does with what it read. */
async function work(into: string | null, read: PartitionOffset): Promise<void> {
  const records = into === null ? [] : [record(into)];
  await transactor.commit({ group, records, offsets: [read] });
}

async function isAt(waiting: Waiting, stage: WaitsFor): Promise<void> {
  while (JSON.stringify(waiting.waitsFor()) !== JSON.stringify(stage)) await setImmediate();
}

describe('a record of a source', () => {
  it('is included once every step has taken it, and the view what came of it', async () => {
    await log.append([record('follows')]);
    const waiting = new Waiting();
    let isIncluded = false;
    const included = derivation()
      .includes([at('follows', 1)], waiting)
      .then(() => (isIncluded = true));
    await isAt(waiting, { topic: 'follows', group, recordsLeft: 1 });
    await work('repartition', at('follows', 1));
    await isAt(waiting, { topic: 'repartition', group, recordsLeft: 1 });
    await work('view', at('repartition', 1));
    await isAt(waiting, { topic: 'view', group: null, recordsLeft: 1 });
    expect(isIncluded).toBe(false);
    view.advance([at('view', 1)]);
    await included;
  });

  it('is included when nothing comes of it', async () => {
    await log.append([record('follows')]);
    await work(null, at('follows', 1));
    await derivation().includes([at('follows', 1)], new Waiting());
  });

  it('takes the shorter way when it has one', async () => {
    await log.append([record('users')]);
    const waiting = new Waiting();
    const included = derivation().includes([at('users', 1)], waiting);
    await isAt(waiting, { topic: 'users', group, recordsLeft: 1 });
    await work('view', at('users', 1));
    await isAt(waiting, { topic: 'view', group: null, recordsLeft: 1 });
    view.advance([at('view', 1)]);
    await included;
  });

  it('does not wait for what comes after it', async () => {
    await log.append([record('follows'), record('follows')]);
    await work('repartition', at('follows', 1));
    await work('view', at('repartition', 1));
    view.advance([at('view', 1)]);
    await derivation().includes([at('follows', 1)], new Waiting());
  });
});

describe('those that wait', () => {
  it('share their looks at the log', async () => {
    await log.append([record('follows')]);
    await work(null, at('follows', 1));
    const subject = derivation();
    const all = Array.from({ length: 500 }, () =>
      subject.includes([at('follows', 1)], new Waiting()),
    );
    await Promise.all(all);
    expect(looks).toBe(2); // One a step.
  });

  it('can give up, which ends the looks, and others can wait after them', async () => {
    await log.append([record('follows')]);
    const subject = derivation();
    const waiting = new Waiting();
    const included = subject.includes([at('follows', 1)], waiting);
    await isAt(waiting, { topic: 'follows', group, recordsLeft: 1 });
    waiting.giveUp();
    await expect(included).rejects.toBe(waiting.signal.reason);
    await work(null, at('follows', 1));
    await subject.includes([at('follows', 1)], new Waiting());
  });

  it('learn that the log failed', async () => {
    const committedOffsets = () => Promise.reject(new RangeError('no log'));
    const subject = derivation({ committedOffsets });
    await expect(subject.includes([at('follows', 1)], new Waiting())).rejects.toThrow('no log');
    await expect(subject.includes([at('users', 1)], new Waiting())).rejects.toThrow('no log');
  });
});

describe('a topic', () => {
  it('is of the view, or one that it is made of', () => {
    expect(derivation().topics).toEqual(['view', 'follows', 'users', 'repartition']);
  });

  it('has partitions, once somebody created it', async () => {
    const subject = derivation();
    expect(await subject.partitionCount('late')).toBeNull();
    await log.createTopics([{ name: 'late', kind: 'changelog', partitions: 4 }]);
    expect(await subject.partitionCount('late')).toBe(4);
    expect(await subject.partitionCount('late')).toBe(4);
  });
});
