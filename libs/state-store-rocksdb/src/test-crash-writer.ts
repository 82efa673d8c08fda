// Run by crash.test.ts as a process of its own, to be killed: writes batch after batch and prints
// the offset of each that was acknowledged.
import { openRocksDbStores } from './open-rocksdb-stores.ts';

/** Keys that each batch writes, all with the batch's offset as their value. */
const keys = Array.from({ length: 50 }, (_, i) => Buffer.from(`key-${i}`));

const [directory = ''] = process.argv.slice(2);
const store = await openRocksDbStores({ directory, writeBufferBytes: 64 * 1024 }).open('crash');
const [last] = await store.position();
for (let offset = (last?.offset ?? 0) + 1; ; offset++) {
  const value = Buffer.from(`${offset}`);
  await store.write(
    keys.map((key) => ({ key, value })),
    [{ topic: 'input', partition: 0, offset }],
  );
  process.stdout.write(`${offset}\n`);
}
