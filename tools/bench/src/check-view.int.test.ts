import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkServed, checkView } from './check-view.ts';
import type { BenchLog } from './workload/bench-log.ts';
import { openBenchLog } from './workload/bench-log.ts';
import { makeUser } from './workload/users.ts';

const workspace = resolve(__dirname, '../../..');
let dataDir: string;
let bench: BenchLog;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  bench = await openBenchLog({ dataDir, durability: 'process' });
});

afterEach(async () => {
  await bench.close();
  await rm(dataDir, { recursive: true });
});

async function publish(likeCount: number): Promise<void> {
  const { likes, userInformation, users } = bench.writers;
  const counts = { tweetCount: 0, followingCount: 0, followerCount: 0, likeCount };
  await bench.fill([
    users.put('7', makeUser('7')),
    likes.put('7-1', { likeId: '7-1', userId: '7', tweetId: '1', createdAt: 0 }),
    userInformation.put('7', { ...makeUser('7'), ...counts }),
  ]);
}

describe('checkView', () => {
  it('has the view when it equals a recount', async () => {
    await publish(1);
    const view = await checkView(bench.log, workspace);
    expect([...view.keys()]).toEqual(['7']);
  });

  it('fails for a wrong count, and for a user too many', async () => {
    await publish(2);
    await expect(checkView(bench.log, workspace)).rejects.toThrow(
      /^1 of 1 users are wrong.*User 7/,
    );
    await publish(1);
    await bench.fill([bench.writers.users.remove('7')]);
    await expect(checkView(bench.log, workspace)).rejects.toThrow('a recount says undefined');
  });
});

describe('checkServed', () => {
  it('fails when something else is served', async () => {
    await publish(1);
    const server = createServer((_request, response) => response.end('{"userId":"8"}'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const view = await checkView(bench.log, workspace);
    const check = checkServed(`http://127.0.0.1:${port}`, view, { limitMs: 50 });
    await expect(check).rejects.toThrow('GET /users/7 answers 200 {"userId":"8"} instead of');
    server.close();
    server.closeAllConnections();
  });
});
