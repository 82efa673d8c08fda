import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts } from '@user-information/servers';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

const workspace = join(__dirname, '../../../..');

let dataDir: string;
let script: ChildProcess;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'replicas-'));
});

afterEach(() => {
  script.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

it('has replicas behind nginx, one of which is enough, and ends them all', async () => {
  const [port = 0] = await freePorts(1);
  script = spawn(process.execPath, ['tools/scripts/src/replicas/main.ts'], {
    cwd: workspace,
    env: { ...process.env, DATA_DIR: dataDir, REPLICAS: '2', REPLICAS_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(script, 'close');
  const lines: string[] = [];
  for await (const line of createInterface(script.stdout as NodeJS.ReadableStream)) {
    lines.push(line);
    if (line.startsWith('Try: ')) break;
  }
  const url = `http://127.0.0.1:${port}`;
  expect(lines.slice(-2)).toEqual([
    `nginx listens on ${url} and asks whichever of them is there.`,
    `Try: curl '${url}/users?limit=20'`,
  ]);
  const first = /kill -9 (?<pid>\d+)$/.exec(lines[0] ?? '')?.groups?.['pid'];
  expect(await (await fetch(`${url}/users`)).json()).toEqual({ items: [], next: null });

  process.kill(Number(first), 'SIGKILL');
  for (let turn = 0; turn < 10; turn += 1) {
    expect((await fetch(`${url}/users`)).status).toBe(200);
  }
  script.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  await expect(fetch(`http://127.0.0.1:${port + 2}`)).rejects.toThrow('fetch failed');
});
