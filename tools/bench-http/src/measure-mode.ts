import { join } from 'node:path';
import type { Sample } from '@user-information/bench';
import { asServed, checkServed, fill, samplesOf, userIdOf } from '@user-information/bench';
import type { EventLog } from '@user-information/event-log';
import { readTable, recount } from '@user-information/harness';
import type { Row } from '@user-information/harness';
import { topics } from '@user-information/schemas';
import { randomStream } from '@user-information/simulation';
import type { Context } from './context.ts';
import { answerOf, checkAnswer } from './floor/answer.ts';
import { floorNames, startFloor } from './floor/floor.ts';
import type { Target } from './measure.ts';
import { measure } from './measure.ts';
import type { Mode } from './modes/mode.ts';
import { Stage } from './modes/stage.ts';
import { firstRows, ProfileChanges } from './updates/profile-changes.ts';
import { startUpdates } from './updates/updates.ts';

const topic = topics.userInformation.name;
/** How long it may take until the first and the last rows are served. */
const servedLimitMs = 120_000;

/**
 * Starts a mode with all users, measures it beside the floors while users change, and stops it. Fails,
 * rather than to tell figures, when an answer is not what the log says or differs from the floors'.
 */
export async function measureMode(context: Context, name: string, mode: Mode): Promise<Sample[]> {
  const { settings, workspace } = context;
  const { seed, users } = settings;
  context.progress(`starts ${name} with ${users} users`);
  const stage = await Stage.open(context, mode.needsKafka);
  try {
    const { log, writers } = stage.writable;
    const random = randomStream(seed, 'fill')(0);
    await fill(log, new ProfileChanges(writers, mode.updates, users, random).everyUser());
    const served = await mode.start(stage);
    const rows = firstRows(users);
    await checkServed(served.url, rows, { limitMs: servedLimitMs });
    const floors = await startFloors(stage, served.url, rows);
    const samples = await measureUpdated(context, stage, mode, () =>
      measure(context, { name, ...served }, floors),
    );
    const view = await viewOf(mode, log, workspace);
    await checkServed(served.url, view, { limitMs: servedLimitMs });
    return [...samples.measured, ...samplesOf(name, { 'updates/s': samples.updatesPerSecond })];
  } finally {
    await stage.close();
  }
}

/** What must be served in the end: the view's topic, or what follows from that of the profiles. */
async function viewOf(
  { updates }: Mode,
  log: EventLog,
  workspace: string,
): Promise<ReadonlyMap<string, Row>> {
  if (updates === 'users') return recount(log, workspace);
  return readTable(log, topic, join(workspace, 'libs/schemas/src/avsc/user-information.avsc'));
}

/** Servers that answer the same bytes as the mode does for the most popular user. */
async function startFloors(
  stage: Stage,
  url: string,
  rows: ReadonlyMap<string, Row>,
): Promise<Target[]> {
  const userId = userIdOf(0);
  const path = `/users/${userId}`;
  const answer = await answerOf(`${url}${path}`);
  const body = JSON.stringify(asServed(rows.get(userId) ?? {}));
  checkAnswer(`${url}${path}`, { body: answer.body }, { body });
  const floors: Target[] = [];
  for (const name of floorNames) {
    const floor = await startFloor(stage.workspace, { name, answer });
    stage.onClose(() => floor.stop());
    checkAnswer(`${floor.url}${path}`, await answerOf(`${floor.url}${path}`), answer);
    floors.push({ name, url: floor.url, pids: [floor.pid] });
  }
  return floors;
}

/** Measures while profiles change, and tells how many rows of the view changed a second. */
async function measureUpdated(
  { settings, workspace }: Context,
  { logEnvironment, writable: { log } }: Stage,
  { updates: to }: Mode,
  act: () => Promise<Sample[]>,
): Promise<{ measured: Sample[]; updatesPerSecond: number }> {
  const { seed, users, 'updates-per-second': perSecond } = settings;
  const recordCount = async () =>
    (await log.endOffsets(topic)).reduce((sum, { offset }) => sum + offset, 0);
  const updates = await startUpdates(workspace, {
    log: logEnvironment,
    to,
    perSecond,
    users,
    seed,
  });
  try {
    const startMs = performance.now();
    const before = await recordCount();
    const measured = await act();
    const seconds = (performance.now() - startMs) / 1000;
    return { measured, updatesPerSecond: ((await recordCount()) - before) / seconds };
  } finally {
    await updates.stop();
  }
}
