import { audit } from './audit.ts';
import type { Findings } from './audit.ts';
import { chaos } from './chaos.ts';
import { Commander } from './commander.ts';
import { startServers } from './servers.ts';
import { openStage } from './stage.ts';

export interface SoakOptions {
  readonly workspace: string;
  readonly seconds: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** Runs the services under chaos on servers of their own, as long as wanted, and audits what they made. */
export async function soak({ workspace, seconds, seed, tell }: SoakOptions): Promise<Findings> {
  await using cleanup = new AsyncDisposableStack();
  const servers = await startServers();
  cleanup.defer(async () => servers.close());
  const stage = await openStage(workspace, servers);
  cleanup.defer(async () => stage.close());
  const commander = new Commander(stage.demo, seed);
  cleanup.defer(async () => commander.close());

  const counts = await chaos(stage, { seconds, seed, tell });
  await commander.close();
  tell(`What befell the services: ${JSON.stringify(counts)}.`);
  tell(`Answers to commands, by their status: ${JSON.stringify(commander.statuses)}.`);
  return await audit(stage);
}
