import type { StateStore } from '@user-information/state-store';

/** What a store did a second, of each kind of call. */
export interface StoreFigures {
  readonly putsPerSecond: number;
  readonly getsOneByOnePerSecond: number;
  readonly getsSixtyFourAtOncePerSecond: number;
  /** Of `getMany` with 100 keys. */
  readonly keysByHundredPerSecond: number;
  readonly scannedPerSecond: number;
}

const valueBytes = 200;
const batchSize = 500;

const keyOf = (i: number): Buffer => Buffer.from(`${i}`.padStart(16, '0'));

/** A different order than that of the keys, the same each time: a multiplicative step. */
const scattered = (i: number, keyCount: number): Buffer => keyOf((i * 7_919) % keyCount);

/** Fills an empty store with keys of 16 and values of 200 bytes, and reads `readCount` of them. */
export async function measureStore(
  store: StateStore,
  keyCount: number,
  readCount: number,
): Promise<StoreFigures> {
  const value = Buffer.alloc(valueBytes, 'v');
  const putsPerSecond = await perSecond(keyCount, async () => {
    for (let start = 0; start < keyCount; start += batchSize) {
      const writes = Array.from({ length: Math.min(batchSize, keyCount - start) }, (_, i) => ({
        key: scattered(start + i, keyCount),
        value,
      }));
      await store.write(writes, [{ topic: 'input', partition: 0, offset: start }]);
    }
  });
  const getsOneByOnePerSecond = await perSecond(readCount, async () => {
    for (let i = 0; i < readCount; i++) await store.get(scattered(i, keyCount));
  });
  const getsSixtyFourAtOncePerSecond = await perSecond(readCount, async () => {
    let next = 0;
    const reader = async () => {
      while (next < readCount) await store.get(scattered(next++, keyCount));
    };
    await Promise.all(Array.from({ length: 64 }, reader));
  });
  const keysByHundredPerSecond = await perSecond(readCount, async () => {
    for (let start = 0; start < readCount; start += 100) {
      await store.getMany(Array.from({ length: 100 }, (_, i) => scattered(start + i, keyCount)));
    }
  });
  let scannedBytes = 0;
  const scannedPerSecond = await perSecond(keyCount, async () => {
    for await (const { value } of store.range()) scannedBytes += value.length;
  });
  if (scannedBytes !== keyCount * valueBytes) {
    throw new RangeError(`The scan brought ${scannedBytes} bytes of ${keyCount * valueBytes}.`);
  }
  return {
    putsPerSecond,
    getsOneByOnePerSecond,
    getsSixtyFourAtOncePerSecond,
    keysByHundredPerSecond,
    scannedPerSecond,
  };
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return Math.round((count * 1000) / (performance.now() - startMs));
}
