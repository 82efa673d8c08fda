import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Row, ServiceProcess } from '@user-information/harness';
import { readTable, recount } from '@user-information/harness';
import { settled } from '@user-information/streams-testing';
import { asServed, served } from '../served.ts';
import type { TaskHolders } from './assignment.ts';
import { isEven, taskHolders } from './assignment.ts';
import { auditorFaults } from './auditor-faults.ts';
import { differences } from './differences.ts';
import type { History } from './history.ts';
import { history } from './history.ts';
import type { Stage } from './stage.ts';
import { tasks } from './stage.ts';
import { readState, replayState } from './state.ts';
import { until } from './until.ts';

const simulators = ['user-service', 'tweet-service', 'follow-service', 'like-service'] as const;
const inputs = ['users', 'tweets', 'follows', 'likes', 'join-service-user-information-repartition'];
const schema = 'libs/schemas/src/avsc/user-information.avsc';
const servedLimitMs = 20_000;

/** What an audit found. */
export interface Findings {
  /** What is wrong, a sentence each. */
  readonly faults: readonly string[];
  readonly history: History;
}

/**
 * Stops the sources, lets the join work off what is left, and compares what it made with a recount of
 * the topics; then stops the join and compares every standby's state with the active one's and with its
 * changelogs. All by a reader that shares no code with the services' log.
 */
export async function audit(stage: Stage): Promise<Findings> {
  const { demo, joins, log, view } = stage;
  const faults: string[] = [];
  const holders = await evenHolders(stage);
  for (const name of simulators) faults.push(...(await stopped(demo.service(name))));
  await settled(log, 'join-service', inputs);
  faults.push(...(await viewFaults(stage)), ...(await auditorFaults(demo.service('auditor'))));
  const letters = await stage.read('join-service-dead-letter');
  if (letters.length > 0) faults.push(`There are ${letters.length} dead letters.`);
  for (const service of [...joins, view]) faults.push(...(await stopped(service)));
  faults.push(...(await stateFaults(stage, holders)));
  return { faults, history: await history(stage.read) };
}

/** Who has which task once nothing is on its way from one to another. */
async function evenHolders({ joins, log }: Stage): Promise<TaskHolders> {
  const addresses = joins.map(({ address }) => address);
  let holders: TaskHolders | undefined;
  await until(async () => {
    holders = await taskHolders(log, tasks);
    return holders !== undefined && isEven(holders, addresses);
  }, 'each instance has a task and a copy');
  return holders as unknown as TaskHolders;
}

async function stopped(service: ServiceProcess): Promise<readonly string[]> {
  const code = await service.stop();
  return code === 0 ? [] : [`${service.name} stopped with ${code}: ${service.output.slice(-500)}`];
}

async function viewFaults({ read, view, workspace }: Stage): Promise<readonly string[]> {
  const expected = await recount(read, workspace);
  const table = await readTable(read, 'user-information', join(workspace, schema));
  const ever = new Set((await read('users')).map(({ key }) => String(key)));
  const want = new Map(
    [...ever].map((id) => {
      const row = expected.get(id);
      return [id, row === undefined ? undefined : asServed(row)] as const;
    }),
  );
  return [
    ...differences('user-information', table, expected),
    ...(await servedFaults(view.url, want)),
  ];
}

/** Asks until the answers are right or time is up. */
async function servedFaults(
  url: string,
  want: ReadonlyMap<string, Row | undefined>,
): Promise<readonly string[]> {
  const deadlineMs = Date.now() + servedLimitMs;
  for (;;) {
    const faults = differences('What is served', await served(url, want.keys()), want);
    if (faults.length === 0 || Date.now() > deadlineMs) return faults;
    await delay(200);
  }
}

async function stateFaults({ joins, read }: Stage, holders: TaskHolders) {
  const faults: string[] = [];
  const dataDirOf = (address: string): string =>
    joins.find((service) => service.address === address)?.dataDir ?? '';
  for (const [task, told] of (await replayState(read, tasks)).entries()) {
    const owner = holders.active[task] ?? '';
    const standbys = holders.standbys[task] ?? [];
    for (const address of [owner, ...standbys]) {
      const what = `Task ${task} ${address === owner ? 'as worked on' : 'as copied'} by ${address}`;
      const { contents, position } = await readState(dataDirOf(address), task);
      faults.push(...differences(what, contents, told.contents));
      for (const [topic, last] of told.lastOffsets) {
        const next = position.get(topic) ?? 0;
        if (next <= last)
          faults.push(`${what} is at ${next} of ${topic}, which goes on to ${last}.`);
      }
    }
  }
  return faults;
}
