import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { appSettings } from '../app-settings.ts';
import { appNames, read } from '../repository.ts';
import { readImage } from './dockerfile.ts';

const image = readImage();

describe('the image of a service', () => {
  it('has the Node in it that everything is tested with', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const node = `node:${String(devDependencies['node'])}-bookworm-slim`;
    expect(image.baseImages).toEqual([node, node, node]);
  });

  it('has only the packages that its service needs when it runs', () => {
    const installs = image.commands.filter((command) => command.includes('npm ci --omit=dev'));
    expect(installs).toEqual([expect.stringContaining('npm ci --omit=dev --ignore-scripts')]);
  });

  it('does not run as root, and gives its process the signals', () => {
    expect(image.user).toBe('1000:1000');
    expect(image.entrypoint).toEqual(['node', 'main.mjs']);
  });

  it.each(appNames())('sets what %s knows', async (app) => {
    const { names, read: readSettings } = await appSettings(app);
    const { NODE_ENV, ...settings } = image.environment;
    expect(NODE_ENV).toBe('production');
    expect(Object.keys(settings).filter((name) => !names.includes(name))).toEqual([]);
    expect(readSettings(settings)).toMatchObject({ HOST: '0.0.0.0', DATA_DIR: image.volume });
    expect(settings['PORT']).toBe(image.port);
  });
});

describe('the health check of the image', () => {
  it('needs nothing but Node', () => {
    expect(image.healthcheck[0]).toBe('node');
  });

  async function healthcheck(port: number): Promise<number | null> {
    const [, ...rest] = image.healthcheck;
    const env = { ...process.env, PORT: String(port) };
    const child = spawn(process.execPath, rest, { env, stdio: 'inherit' });
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return exitCode;
  }

  it.each([
    [200, 0],
    [503, 1],
  ])(
    'ends with the right code when the service says %i, and when nobody does',
    async (status, code) => {
      const asked: (string | undefined)[] = [];
      const server = createServer((request, response) => {
        asked.push(request.url);
        response.writeHead(status).end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const whileItListens = await healthcheck(port);
      server.closeAllConnections();
      await once(server.close(), 'close');
      expect([whileItListens, await healthcheck(port)]).toEqual([code, 1]);
      expect(asked).toEqual(['/health/live']);
    },
  );
});

describe('.dockerignore', () => {
  it('keeps out what is secret, and what is installed or built', () => {
    const ignored = read('.dockerignore').split('\n');
    const musts = ['**/.env', '**/.env.local', '**/.data', '**/node_modules', '**/dist', '.git'];
    expect(ignored).toEqual(expect.arrayContaining(musts));
  });
});
