import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { audit } from './audit.ts';
import { chaos } from './chaos.ts';
import { Commander } from './commander.ts';
import { rollingRestart } from './rolling-restart.ts';
import type { Servers } from './servers.ts';
import { startServers } from './servers.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

const workspace = resolve(__dirname, '../../../..');
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const seconds = 50;

describe('three instances of join-service on Kafka', () => {
  let servers: Servers;
  let stage: Stage;
  let commander: Commander;

  beforeAll(async () => {
    servers = await startServers();
    stage = await openStage(workspace, servers);
    commander = new Commander(stage.demo, seed);
  });

  afterAll(async () => {
    await commander.close();
    await stage.close();
    await servers.close();
  });

  it('move only what must move while they are restarted one by one, and wait for no session', async () => {
    const restarts = await rollingRestart(stage, tell);
    for (const { address, exitCode, wasStillMember, tasks, moves } of restarts) {
      expect({ address, exitCode, wasStillMember }).toEqual({
        address,
        exitCode: 0,
        wasStillMember: false,
      });
      const other = expect.not.stringMatching(address) as unknown;
      expect(tasks).toHaveLength(1);
      expect(moves).toEqual([
        { task: tasks[0], from: address, to: other },
        { task: expect.any(Number), from: moves[0]?.to, to: address },
      ]);
    }
  });

  it('go through everything that can befall them', async () => {
    tell(`seed ${seed}`);
    const counts = await chaos(stage, { seconds, seed, tell });
    tell(`${JSON.stringify(counts)}, answers to commands: ${JSON.stringify(commander.statuses)}`);
    expect(Object.keys(counts).sort()).toEqual([
      ...['guest', 'kill', 'kill broker', 'kill view', 'lose disk', 'zombie'],
    ]);
  });

  it('end with every count equal to a recount, and every standby to its active copy', async () => {
    await commander.close();
    const { faults, history } = await audit(stage);
    expect(faults).toEqual([]);
    expect(Object.values(history.tombstones).every((count) => count > 0)).toBe(true);
    expect(history.returned).toBeGreaterThan(0);
    expect(history.users).toBeGreaterThan(100);
  });
});

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
