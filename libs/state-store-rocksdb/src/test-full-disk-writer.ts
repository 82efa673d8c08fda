// Run by full-disk.test.ts as a process of its own that may not write large files: writes until
// that fails, tries once more, and prints both errors' codes and the last offset written.
import type { StateStoreError } from '@user-information/state-store';
import { openRocksDbStores } from './open-rocksdb-stores.ts';

const [directory = ''] = process.argv.slice(2);
const store = await openRocksDbStores({ directory }).open('full');
const write = (offset: number): Promise<string> =>
  store
    .write(
      [{ key: Buffer.from('key'), value: Buffer.from(`${offset}`.padStart(1024)) }],
      [{ topic: 'input', partition: 0, offset }],
    )
    .then(
      () => 'written',
      (error: unknown) => (error as StateStoreError).code,
    );

let offset = 1;
let outcome = await write(offset);
while (outcome === 'written') outcome = await write(++offset);
const next = await write(offset + 1);
process.stdout.write(JSON.stringify({ outcome, next, written: offset - 1 }));
await store.close().catch(() => undefined);
