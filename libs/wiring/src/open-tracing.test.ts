import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

interface Sent {
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let collector: Server;
let sent: Sent[];

beforeEach(async () => {
  sent = [];
  collector = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const body = Buffer.concat(chunks as Buffer[]).toString();
      sent.push({ url: request.url, headers: request.headers, body });
      response.end('{}');
    });
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
});

afterEach(async () => {
  collector.closeAllConnections();
  collector.close();
  await once(collector, 'close');
});

/** Runs the program until it has closed; tells what it printed. A process, as Jest has no `import()`. */
async function run(settings: Readonly<Record<string, string>>) {
  const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`;
  const env = { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: url, ...settings };
  const program = join(__dirname, 'open-tracing.fixture.ts');
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed, [exitCode]] = await Promise.all([child.stdout.toArray(), once(child, 'exit')]);
  return { printed: Buffer.concat(printed as Buffer[]).toString(), exitCode: exitCode as number };
}

describe('openTracing', () => {
  it('does nothing unless it is asked to', async () => {
    expect(await run({})).toEqual({ printed: '', exitCode: 2 });
    expect(sent).toEqual([]);
  });

  it('sends what was traced at the latest when it closes, with the headers that were set', async () => {
    const { exitCode } = await run({
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret,x-tenant=shop',
    });
    expect(exitCode).toBe(0);
    expect(sent).toMatchObject([
      { url: '/v1/traces', headers: { authorization: 'Bearer secret', 'x-tenant': 'shop' } },
    ]);
    expect(JSON.parse(sent[0]?.body ?? '{}')).toMatchObject({
      resourceSpans: [
        {
          resource: {
            attributes: expect.arrayContaining([
              { key: 'service.name', value: { stringValue: 'shop' } },
            ]),
          },
          scopeSpans: [{ spans: [{ name: 'sells' }] }],
        },
      ],
    });
  });

  it('closes all the same when nobody takes what it sends, and says so', async () => {
    const { exitCode, printed } = await run({
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    });
    expect(exitCode).toBe(0);
    expect(printed).toContain('"level":"warn"');
    expect(sent).toEqual([]);
  });
});
