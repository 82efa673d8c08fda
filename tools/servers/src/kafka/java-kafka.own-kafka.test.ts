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
import { isKafkaRunning } from './broker-folder.ts';
import { JavaKafka } from './java-kafka.ts';
import { client, consume, createTopic, produce } from './produce-and-consume.fixture.ts';

let java: string;
let folder: string;
beforeEach(async () => {
  java = (await findJavaMeans()).command;
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('JavaKafka', () => {
  it('keeps its data in a folder, for the next one on another port', async () => {
    const first = await JavaKafka.start(java, { folder });
    await createTopic(client(first.brokers), 'kept');
    await produce(client(first.brokers), 'kept', 'here');
    expect(isKafkaRunning(folder)).toBe(true);
    await expect(JavaKafka.start(java, { folder })).rejects.toMatchObject({
      code: 'IN_USE',
      message: `Kafka runs on the data in ${folder} already: stop it first.`,
    });
    await first.remove();
    expect(isKafkaRunning(folder)).toBe(false);

    const second = await JavaKafka.start(java, { folder });
    expect(await consume(client(second.brokers), 'kept', 1)).toEqual(['here']);
    await second.remove();
  });

  it('names a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(JavaKafka.start(java, { port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(`Port ${port} for Kafka is taken`),
    });
    server.close();
  });

  it('says what Kafka said when it does not start', async () => {
    const properties = { 'num.io.threads': 'none' };
    await expect(JavaKafka.start(java, { folder, properties })).rejects.toMatchObject({
      code: 'NOT_STARTED',
      message: expect.stringMatching(/^Kafka did not start: .* none .*num\.io\.threads/),
    });
    expect(isKafkaRunning(folder)).toBe(false);
  });

  it('does not outlive an owner that is killed with -9', async () => {
    const owner = spawn(process.execPath, [join(__dirname, 'orphan-kafka.fixture.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(owner.stdout, 'data')) as [Buffer];
    const kafka = JSON.parse(said.toString()) as { pid: number; folder: string };
    expect(commandOf(kafka.pid)).toContain('kafka.Kafka');
    owner.kill('SIGKILL');
    await until(() => commandOf(kafka.pid) === undefined && !existsSync(kafka.folder));
  });
});
