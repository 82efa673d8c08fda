import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isKafkaRunning } from './kafka/broker-folder.ts';
import { client, createTopic } from './kafka/produce-and-consume.fixture.ts';
import { freePorts, isPortFree } from './process/free-ports.ts';
import { until } from './process/until.fixture.ts';

let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'npm-run-kafka-'));
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly printed: () => string;
  readonly exitCode: Promise<number | null>;
}

function npmRunKafka(kafkaPort: number, registryPort: number, env: NodeJS.ProcessEnv = {}): Run {
  const ports = { KAFKA_PORT: String(kafkaPort), REGISTRY_PORT: String(registryPort) };
  const child = spawn(process.execPath, [join(__dirname, 'main.ts')], {
    env: { ...process.env, DATA_DIR: folder, ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      printed += text.toString();
    });
  }
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  return { child, printed: () => printed, exitCode };
}

describe('npm run kafka', () => {
  it('says how to use what it started, refuses a second one, and stops both on Ctrl-C', async () => {
    const [kafkaPort = 0, registryPort = 0, ...others] = await freePorts(4);
    const { child, printed, exitCode } = npmRunKafka(kafkaPort, registryPort);
    await until(() => printed().includes('Ctrl-C stops both'));
    expect(printed()).toContain(
      `EVENT_LOG=kafka KAFKA_BROKERS=127.0.0.1:${kafkaPort} SCHEMA_REGISTRY_URL=http://127.0.0.1:${registryPort}/apis/ccompat/v7 npm start`,
    );
    await createTopic(client(`127.0.0.1:${kafkaPort}`), 'mine');
    const subjects = await fetch(`http://127.0.0.1:${registryPort}/apis/ccompat/v7/subjects`);
    expect(await subjects.json()).toEqual([]);

    const samePorts = npmRunKafka(kafkaPort, registryPort);
    expect(await samePorts.exitCode).toBe(1);
    expect(samePorts.printed()).toBe(
      `kafka: Port ${kafkaPort} is taken: stop what listens there, perhaps another npm run kafka, or set KAFKA_PORT to another port.\n`,
    );
    const sameData = npmRunKafka(others[0]!, others[1]!);
    expect(await sameData.exitCode).toBe(1);
    expect(sameData.printed()).toContain(
      `kafka: Kafka runs on the data in ${folder}/kafka already: stop it first.\n`,
    );

    child.kill('SIGINT');
    expect(await exitCode).toBe(0);
    expect(isKafkaRunning(join(folder, 'kafka'))).toBe(false);
    expect(await Promise.all([kafkaPort, registryPort].map(isPortFree))).toEqual([true, true]);
    expect(existsSync(join(folder, 'kafka/data/mine-0'))).toBe(true);
  });

  it('says in one line that there is no Java', async () => {
    const [kafkaPort = 0, registryPort = 0] = await freePorts(2);
    const nowhere = { PATH: folder, JAVA_HOME: '' };
    const { printed, exitCode } = npmRunKafka(kafkaPort, registryPort, nowhere);
    expect(await exitCode).toBe(1);
    expect(printed()).toMatch(
      /^kafka: Kafka needs Java 17 or newer and Maven, and there is no Java .*\n$/,
    );
  });
});
