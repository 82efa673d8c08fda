import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openKafkaEventLog } from '@user-information/event-log-kafka';
import { createLogger, createMetrics } from '@user-information/observability';
import { freePorts } from '@user-information/servers';

const workspace = join(__dirname, '../../../..');
const topic = `spread-${process.pid}`;

let dataDir: string;
let script: ChildProcess;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'partitions-'));
  const log = await openKafkaEventLog({
    brokers: [String(process.env['KAFKA_BROKERS'])],
    clientId: 'test',
    logger: createLogger({ name: 'test', level: 'silent', format: 'json' }),
    metrics: createMetrics({ service: 'test' }),
  });
  await log.createTopics([{ name: topic, kind: 'changelog', partitions: 2 }]);
  await log.close();
});

afterEach(() => {
  script.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

it('has instances that share the partitions behind a router, and ends them all', async () => {
  const [port = 0] = await freePorts(1);
  script = spawn(process.execPath, ['tools/scripts/src/partitions/main.ts'], {
    cwd: workspace,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      VIEW_TOPIC: topic,
      INSTANCES: '2',
      ROUTER_PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(script, 'close');
  const lines: string[] = [];
  for await (const line of createInterface(script.stdout as NodeJS.ReadableStream)) {
    lines.push(line);
    if (line.startsWith('Try: ')) break;
  }
  const url = `http://127.0.0.1:${port}`;
  expect(lines).toEqual([
    expect.stringContaining(`http://127.0.0.1:${port + 1} is ready`),
    expect.stringContaining(`http://127.0.0.1:${port + 2} is ready`),
    `The router listens on ${url} and asks whichever has what it is asked for.`,
    `Try: curl '${url}/users?limit=20'`,
  ]);
  expect(await (await fetch(`${url}/users`)).json()).toEqual({ items: [], next: null });
  expect((await fetch(`${url}/users/nobody`)).status).toBe(404);

  script.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  await expect(fetch(`http://127.0.0.1:${port + 2}`)).rejects.toThrow('fetch failed');
});
