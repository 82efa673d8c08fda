// Prints what RocksDB does a second on this machine: node libs/state-store-rocksdb/src/measure/main.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRocksDbStores } from '../open-rocksdb-stores.ts';
import { measureStore } from './measure-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'measure-rocksdb-'));
const store = await openRocksDbStores({ directory }).open('measured');
const figures = await measureStore(store, 200_000, 20_000);
await store.close();
rmSync(directory, { recursive: true });
process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
