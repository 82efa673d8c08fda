import { join } from 'node:path';
import { Demo, readTable } from '@user-information/harness';
import { topics } from '@user-information/schemas';
import { randomStream } from '@user-information/simulation';
import { checkServed } from '../check-view.ts';
import type { Context } from '../context.ts';
import { openBenchLog } from '../workload/bench-log.ts';
import { userIdOf } from '../workload/users.ts';
import { ViewUpdates } from '../workload/view-updates.ts';
import { answerOf, startBareServer } from './bare-server.ts';

/** One of the two servers that are compared. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
}

export interface HttpStage {
  readonly dataDir: string;
  /** user-info-http, and bare node:http answering the bytes that the first does. */
  readonly targets: readonly [Target, Target];
  /** Fails unless user-info-http serves what the topic of the view says. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** user-info-http with a full view, and the bare server beside it. */
export async function openHttpStage({ settings, workspace }: Context): Promise<HttpStage> {
  const { durability, seed, users } = settings;
  const name = 'user-info-http';
  const env = { LOG_DURABILITY: durability };
  const demo = await Demo.create({ workspace, env, services: [name] });
  const closers = [() => demo.close()];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const bench = await openBenchLog({ dataDir: demo.dataDir, durability });
    closers.push(() => bench.close());
    const random = randomStream(seed, 'http')(0);
    await bench.fill(new ViewUpdates(bench.writers, users, random).everyUser());

    const service = demo.service(name);
    service.start();
    closers.push(() => service.stop().then(() => undefined));
    await service.ready();
    const answer = await answerOf(`${service.url}/users/${userIdOf(0)}`);
    const bare = await startBareServer(workspace, answer);
    closers.push(() => bare.stop());
    return {
      dataDir: demo.dataDir,
      targets: [
        { name, url: service.url, pid: service.pid },
        { name: 'bare node:http', url: bare.url, pid: bare.pid },
      ],
      check: async () => {
        const schema = join(workspace, 'libs/schemas/src/avsc/user-information.avsc');
        const view = await readTable(bench.log, topics.userInformation.name, schema);
        await checkServed(service.url, view);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
