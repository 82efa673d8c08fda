import { afterEach, describe, expect, it } from '@jest/globals';
import { commandOf } from '../process/command-of.ts';
import { askRedis } from './ask-redis.ts';
import type { Redis } from './start-redis.ts';
import { startRedis } from './start-redis.ts';

let redis: Redis;
afterEach(() => redis.remove());

const ask = (command: string) => askRedis(redis.port, command);

describe('a Redis that is killed', () => {
  it('has lost everything, on the same port', async () => {
    redis = await startRedis();
    expect(await ask('SET a 1')).toBe('+OK');
    await redis.kill();
    await expect(ask('PING')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await redis.start();
    expect(await ask('GET a')).toBe('$-1');
  });

  it('has everything when it is durable', async () => {
    redis = await startRedis({ isDurable: true });
    await ask('SET a 1');
    await redis.kill();
    await redis.start();
    expect(await ask('GET a')).toBe('$1');
  });
});

describe('startRedis', () => {
  it('takes a password', async () => {
    redis = await startRedis({ password: 's3cret' });
    expect(redis.url).toContain(':s3cret@');
    expect(await ask('GET a')).toMatch(/^-NOAUTH/);
  });

  it('makes a cluster of one', async () => {
    redis = await startRedis({ isCluster: true });
    expect(await ask('MSET a 1 b 2')).toMatch(/^-CROSSSLOT/);
    expect(await ask('MSET {x}a 1 {x}b 2')).toBe('+OK');
  });

  it('makes one that stops with this process', async () => {
    redis = await startRedis();
    const { pid = 0 } = redis;
    expect(commandOf(pid)).toContain('redis-server');
    await redis.stop();
    expect(commandOf(pid)).toBeUndefined();
  });
});
