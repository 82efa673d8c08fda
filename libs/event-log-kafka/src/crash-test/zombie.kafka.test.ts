import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import { openKafkaEventLog } from '../open-kafka-event-log.ts';
import { testBrokers } from '../test-log.ts';
import { checkAllIsThere } from './check-crash.ts';
import { CopierProcess } from './copier-process.fixture.ts';
import { copyEvents } from './copy-events.ts';
import { writeEvents } from './crash-writer.ts';
import { crashTopics, crashTopicSpecs } from './crash-topics.ts';

const WRITER = 'ada';
const KILLS = 5;

describe('a process that copies in transactions', () => {
  const logs: EventLog[] = [];
  const copiers: CopierProcess[] = [];
  afterEach(async () => {
    await Promise.all(copiers.splice(0).map((copier) => copier.end('SIGKILL')));
    await Promise.all(logs.splice(0).map((log) => log.close()));
  });

  async function prepare(): Promise<{ readonly log: EventLog; readonly name: string }> {
    const log = await openKafkaEventLog({ brokers: testBrokers(), clientId: 'crash-test' });
    logs.push(log);
    const name = `crash-${randomUUID()}`;
    await log.createTopics(crashTopicSpecs(crashTopics(name)));
    return { log, name };
  }

  function startCopier(name: string): CopierProcess {
    const copier = new CopierProcess(testBrokers().join(','), name);
    copiers.push(copier);
    return copier;
  }

  /** Copies here until all is copied that is there when it begins. */
  async function copyTheRest(log: EventLog, name: string): Promise<void> {
    const topics = crashTopics(name);
    const ends = await log.endOffsets(topics.events);
    const stop = new AbortController();
    const at = new Map<number, number>();
    await copyEvents(log, topics, stop.signal, (positions) => {
      positions.forEach(({ partition, offset }) => at.set(partition, offset));
      if (ends.every(({ partition, offset }) => (at.get(partition) ?? 0) >= offset)) stop.abort();
    });
  }

  it('is fenced when it wakes up after another took over', async () => {
    const { log, name } = await prepare();
    const stop = new AbortController();
    const writing = writeEvents(log, crashTopics(name), WRITER, stop.signal);
    const zombie = startCopier(name);
    await zombie.commits(10);
    zombie.pause();

    const successor = startCopier(name);
    await successor.commits(10);
    zombie.wake();
    expect(await zombie.lastLine()).toBe('FENCED');
    await successor.commits(20);
    await successor.end('SIGTERM');

    stop.abort();
    const written = new Map([[WRITER, await writing]]);
    await copyTheRest(log, name);
    await checkAllIsThere(log, crashTopics(name), written);
  });

  it('copies each event once, however often it is killed', async () => {
    const { log, name } = await prepare();
    const stop = new AbortController();
    const writing = writeEvents(log, crashTopics(name), WRITER, stop.signal);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const copier = startCopier(name);
      await copier.commits(3 + kill);
      await copier.end('SIGKILL');
    }
    stop.abort();
    const written = new Map([[WRITER, await writing]]);
    await copyTheRest(log, name);
    await checkAllIsThere(log, crashTopics(name), written);
  });
});
