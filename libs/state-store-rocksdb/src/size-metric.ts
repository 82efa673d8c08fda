import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Gauge } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';

/** Registers how much disk each store takes; its files are looked at when the metrics are asked for. */
export function registerSize(
  metrics: Metrics,
  directory: string,
  names: () => Promise<readonly string[]>,
): void {
  new Gauge({
    name: 'state_store_size_bytes',
    help: 'Bytes of the files of a state store.',
    labelNames: ['store'],
    registers: [metrics],
    async collect() {
      this.reset();
      for (const store of await names()) this.set({ store }, await sizeOf(join(directory, store)));
    },
  });
}

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map((file) => fileSize(join(folder, file))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** RocksDB deletes files at any time: one that is gone takes nothing. */
async function fileSize(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
