import { describe, expect, it } from '@jest/globals';
import { loadRocksDb, unavailable } from './load-rocksdb.ts';

describe('loadRocksDb', () => {
  it('loads the addon here', async () => {
    expect(await loadRocksDb()).toBe(await loadRocksDb());
  });
});

describe('unavailable', () => {
  it('names the system library that the addon lacks and how to install it', () => {
    const cause = new Error(
      'libatomic.so.1: cannot open shared object file: No such file or directory',
    );
    const error = unavailable(new Error("Cannot load addon 'file:///x.node'", { cause }));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toContain('libatomic.so.1: cannot open shared object file');
    expect(error.message).toContain('apt-get install libatomic1');
  });

  it('names the platform where the addon is not prebuilt', () => {
    const error = unavailable(new Error("Cannot find addon '.' imported from 'file:///x'"));
    expect(error.message).toContain("Cannot find addon '.'");
    expect(error.message).toContain(`this is ${process.platform}-${process.arch}`);
  });
});
