import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceProcess } from '@user-information/harness';
import type { Act } from './acts.ts';
import { memberAddresses } from './assignment.ts';
import type { Stage } from './stage.ts';
import { readyLimitMs } from './stage.ts';
import { until } from './until.ts';

/** An act that befalls somebody. */
export interface Deed {
  readonly victim: object;
  readonly name: string;
  /** Resolves when the victim is there again, for anything to befall it. */
  readonly run: () => Promise<void>;
}

const group = 'join-service';
const brokerDownMs = 1_000;

/** All that can befall the services on a stage. */
export function deeds(stage: Stage): Readonly<Record<Act, readonly Deed[]>> {
  const { joins, guest, view, kafka } = stage;
  const toEach = (
    services: readonly ServiceProcess[],
    run: (service: ServiceProcess) => Promise<void>,
  ): readonly Deed[] =>
    services.map((victim) => ({
      victim,
      name: `${victim.name} ${victim.address}`,
      run: async () => run(victim),
    }));
  return {
    kill: toEach(joins, killAndStart),
    'lose disk': toEach(joins, loseDisk),
    zombie: toEach(joins, async (service) => sleepAndWake(stage, service)),
    guest: toEach([guest], visit),
    'kill broker': [{ victim: kafka, name: kafka.brokers, run: async () => killBroker(stage) }],
    'kill view': toEach([view], killAndStart),
  };
}

async function killAndStart(service: ServiceProcess): Promise<void> {
  await service.stop('SIGKILL');
  service.start();
}

async function loseDisk(service: ServiceProcess): Promise<void> {
  await service.stop('SIGKILL');
  await rm(join(service.dataDir as string, group), { recursive: true, force: true });
  service.start();
}

async function sleepAndWake({ log }: Stage, service: ServiceProcess): Promise<void> {
  const { address } = service;
  service.pause();
  await until(
    async () => (await memberAddresses(log))?.includes(address) === false,
    `the group has forgotten ${address}`,
  );
  service.resume();
  await until(
    async () => !service.isRunning || (await memberAddresses(log))?.includes(address) === true,
    `${address} is a member again`,
  );
}

async function visit(guest: ServiceProcess): Promise<void> {
  guest.start();
  await guest.ready(readyLimitMs);
  const code = await guest.stop();
  if (code !== 0) throw new Error(`The guest ended with ${code}:\n${guest.output}`);
}

async function killBroker({ kafka }: Stage): Promise<void> {
  await kafka.kill();
  await delay(brokerDownMs);
  await kafka.start();
}
