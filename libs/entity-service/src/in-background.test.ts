import { describe, expect, it } from '@jest/globals';
import { inBackground } from './in-background.ts';

function setUp() {
  const stopping = new AbortController();
  const failures: unknown[] = [];
  const steps: (() => Promise<void> | void)[] = [];
  const scope = {
    signal: stopping.signal,
    fail: (error: unknown) => void failures.push(error),
    onClose: (step: () => Promise<void> | void) => void steps.push(step),
  };
  const close = async () => {
    for (const step of steps) await step();
  };
  return { scope, stopping, failures, close };
}

describe('inBackground', () => {
  it('fails the scope when the work does', async () => {
    const { scope, failures, close } = setUp();
    const error = new RangeError('no');
    inBackground(scope, Promise.reject(error));
    await close();
    expect(failures).toEqual([error]);
  });

  it('is quiet about what fails while the service stops', async () => {
    const { scope, stopping, failures, close } = setUp();
    const work = Promise.withResolvers<void>();
    inBackground(scope, work.promise);
    stopping.abort();
    work.reject(new RangeError('the log is closed'));
    await close();
    expect(failures).toEqual([]);
  });

  it('makes closing wait for its end', async () => {
    const { scope, close } = setUp();
    const work = Promise.withResolvers<void>();
    inBackground(scope, work.promise);
    let isClosed = false;
    const closed = close().then(() => (isClosed = true));
    await new Promise(setImmediate);
    expect(isClosed).toBe(false);
    work.resolve();
    await closed;
  });
});
