import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import type { Contender, Instance } from './contender.ts';

const stopLimitMs = 30_000;

/** An instance and the folder that has its state. */
export interface Placed {
  readonly instance: Instance;
  readonly folder: string;
}

/**
 * Gives `use` so many instances of a contender that has never run, not started yet. Afterwards they
 * are stopped and their state is gone.
 */
export async function withInstances<T>(
  bench: Bench,
  contender: Contender,
  count: number,
  use: (instances: readonly Placed[]) => Promise<T>,
): Promise<T> {
  await bench.kafka.forget(contender);
  const parent = await mkdtemp(join(tmpdir(), 'bench-kafka-'));
  const onExit = (): void => rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', onExit);
  const instances: Placed[] = [];
  try {
    for (let index = 0; index < count; index++) {
      const folder = join(parent, String(index));
      await mkdir(folder);
      instances.push({ instance: await contender.instance(folder), folder });
    }
    return await use(instances);
  } finally {
    await Promise.all(instances.map(({ instance }) => stopInTime(instance)));
    await rm(parent, { recursive: true, force: true, maxRetries: 5 });
    process.off('exit', onExit);
  }
}

/** The same with one instance. */
export async function withInstance<T>(
  bench: Bench,
  contender: Contender,
  use: (placed: Placed) => Promise<T>,
): Promise<T> {
  return withInstances(bench, contender, 1, async ([placed]) => use(placed as Placed));
}

/** In order, so that its group is empty afterwards; by force where that takes too long. */
async function stopInTime(instance: Instance): Promise<void> {
  const timeUp = new AbortController();
  const stopped = instance.stop().finally(() => timeUp.abort());
  await Promise.race([
    stopped,
    delay(stopLimitMs, undefined, { signal: timeUp.signal }).catch(() => undefined),
  ]);
  await instance.stop('SIGKILL');
  await stopped;
}
