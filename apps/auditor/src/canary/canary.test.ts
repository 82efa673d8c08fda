import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger, createMetrics } from '@user-information/observability';
import { startCanary } from './canary.ts';

/** user-service and the view in one: a name is served so many questions after it was given. */
describe('the canary', () => {
  let server: Server;
  let url: string;
  let names: string[];
  let behind: number;
  let exists: boolean;
  let seen: string[];
  let stop: () => Promise<void>;
  const metrics = () => createMetrics({ service: 'test' });

  beforeEach(async () => {
    [names, seen, behind, exists] = [[], [], 2, false];
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        const isChange = request.method !== 'GET';
        const isKnown = request.method === 'POST' || exists;
        if (isChange && isKnown) {
          exists = true;
          names.push((JSON.parse(text) as { name: string }).name);
        }
        const asked = seen.filter((line) => line.startsWith('GET')).length;
        const name = asked > behind ? names.at(-1) : 'older';
        response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify(isKnown ? { name } : {}));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function start(commandUrl = url) {
    const registry = metrics();
    const logger = createLogger({ name: 'test', level: 'silent', format: 'json' });
    stop = startCanary({ commandUrl, viewUrl: url, everyMs: 1, metrics: registry, logger });
    return {
      until: async (pattern: RegExp) => {
        while (!pattern.test(await registry.metrics())) await new Promise(setImmediate);
        return registry.metrics();
      },
    };
  }

  it('comes to be, changes again and again, and counts each change once it is served', async () => {
    const { until } = start();
    const text = await until(/^canary_update_latency_seconds_count\{[^}]*\} [3-9]/m);
    expect(seen.slice(0, 3)).toEqual([
      'PATCH /users/canary',
      'POST /users',
      'GET /users/canary?fields=name',
    ]);
    expect(seen.filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(new Set(names).size).toBe(names.length);
    expect(text).toMatch(/^canary_failures_total\{step="read",[^}]*\} 0$/m);
  });

  it('shows for how long a change is not served', async () => {
    behind = Infinity;
    await start().until(/^canary_pending_seconds\{[^}]*\} (0\.0*[1-9]|[1-9])/m);
    expect(names).toHaveLength(1);
  });

  it('counts the changes that nobody takes', async () => {
    await start('http://127.0.0.1:1').until(/^canary_failures_total\{step="write",[^}]*\} [2-9]/m);
    expect(names).toEqual([]);
  });
});
