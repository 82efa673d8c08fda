import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { batch, connected, contents, TestRedis } from './test-redis.ts';

let test: TestRedis;
afterEach(() => test.close());

const unreachable = expect.objectContaining({ code: 'UNREACHABLE' });

describe('a Redis that is away', () => {
  it('is told at once, and used again once it is there', async () => {
    test = await TestRedis.start({ isDurable: true });
    const store = test.open();
    await connected(store);
    await store.write(batch(0, 1, [[0, 'a', '1']]));
    await test.redis.kill();
    for (let n = 0; n < 3; n += 1) {
      await expect(store.read(0, [Buffer.from('a')])).rejects.toEqual(unreachable);
    }
    await test.redis.start();
    await connected(store);
    expect(await contents(store)).toEqual({ a: '1' });
    expect(test.logged).toEqual([
      expect.stringMatching(/can't be reached; trying again$/),
      expect.stringMatching(/is there again$/),
    ]);
  });

  it('goes on telling what others write', async () => {
    test = await TestRedis.start();
    const [store, watcher] = [test.open(), test.open()];
    let onChange: (toOffset: number) => void = () => undefined;
    watcher.watch(({ toOffset }) => onChange(toOffset));
    await Promise.all([connected(store), connected(watcher)]);
    await test.redis.kill();
    await test.redis.start();
    await Promise.all([connected(store), connected(watcher)]);
    const seen = new Promise<number>((resolve) => (onChange = resolve));
    await store.write(batch(0, 4, []));
    expect(await seen).toBe(4);
  });

  it('may be so from the start', async () => {
    test = await TestRedis.start();
    await test.redis.kill();
    const store = test.open();
    await expect(store.state(0)).rejects.toEqual(unreachable);
    await test.redis.start();
    await connected(store);
  });
});

describe('a Redis that keeps its connections and says nothing', () => {
  it('is told in time, and used again', async () => {
    test = await TestRedis.start();
    const store = test.open();
    await connected(store);
    test.redis.pause();
    await expect(store.state(0)).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('no answer within 300 ms'),
    });
    // Nobody waits that long again.
    await expect(store.state(0)).rejects.toEqual(unreachable);
    test.redis.resume();
    await connected(store);
    await store.write(batch(0, 1, [[0, 'a', '1']]));
    expect(await contents(store)).toEqual({ a: '1' });
  });
});

describe('the password', () => {
  it('opens the store, and is in no message', async () => {
    test = await TestRedis.start({ password: 's3cret' });
    const store = test.open();
    await connected(store);
    expect(store.name).not.toContain('s3cret');
    const wrong = test.open(test.redis.url.replace('s3cret', 'wr0ng'));
    await expect(wrong.state(0)).rejects.toEqual(unreachable);
    while (test.logged.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(test.logged.join()).not.toMatch(/s3cret|wr0ng/);
  });

  it('of a server that is no Redis does not matter: it counts as away', async () => {
    test = await TestRedis.start();
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const store = test.open(`redis://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(store.state(0)).rejects.toEqual(unreachable);
    server.close();
  });
});
