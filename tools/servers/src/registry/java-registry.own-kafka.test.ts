import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findJavaMeans } from '../means/find-means.ts';
import { commandOf } from '../process/command-of.ts';
import { until } from '../process/until.fixture.ts';
import { JavaRegistry } from './java-registry.ts';
import { readSchema, record, register } from './register-and-read.fixture.ts';

let java: string;
let folder: string;
beforeEach(async () => {
  java = (await findJavaMeans()).command;
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('JavaRegistry', () => {
  it('keeps its schemas in a folder, for the next one on another port', async () => {
    const first = await JavaRegistry.start(java, { folder });
    const id = await register(first.url, 'kept-value', record('Kept'));
    await expect(JavaRegistry.start(java, { folder })).rejects.toMatchObject({
      code: 'IN_USE',
      message: expect.stringContaining(`${folder}/registry.log are in use: stop the registry`),
    });
    await first.remove();

    const second = await JavaRegistry.start(java, { folder });
    expect(second.url).not.toBe(first.url);
    expect(await readSchema(second.url, id)).toEqual(record('Kept'));
    await second.remove();
    expect(existsSync(folder)).toBe(true);
  });

  it('removes its temporary data', async () => {
    const registry = await JavaRegistry.start(java);
    expect(existsSync(registry.folder)).toBe(true);
    await registry.remove();
    expect(existsSync(registry.folder)).toBe(false);
  });

  it('names a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(JavaRegistry.start(java, { port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(`Port ${port} for the registry is taken`),
    });
    server.close();
  });

  it('does not outlive an owner that is killed with -9', async () => {
    const owner = spawn(process.execPath, [join(__dirname, 'orphan-registry.fixture.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(owner.stdout, 'data')) as [Buffer];
    const registry = JSON.parse(said.toString()) as { pid: number; folder: string };
    expect(commandOf(registry.pid)).toContain('apicurio-registry-app');
    owner.kill('SIGKILL');
    await until(() => commandOf(registry.pid) === undefined && !existsSync(registry.folder));
  });
});
