import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServersError } from '../errors.ts';
import { freePorts } from '../process/free-ports.ts';
import { OwnedProcess } from '../process/owned-process.ts';
import { kafkaJars } from './kafka-jars.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';
import { serverProperties } from './server-properties.ts';
import { waitUntilKafkaAnswers } from './wait-until-kafka-answers.ts';

const run = promisify(execFile);
const defaultListener = 'PLAIN';

/** Starts the broker's jars with `java`, and Maven to fetch them if they are not in the cache. */
export async function startKafkaByJava(java: string, options: KafkaOptions): Promise<Kafka> {
  const jars = await kafkaJars();
  const names = Object.keys(options.listeners ?? {});
  const [controllerPort = 0, freePort = 0, ...ports] = await freePorts(names.length + 2);
  const listeners = {
    [defaultListener]: { port: options.port ?? freePort, protocol: 'PLAINTEXT' },
    ...Object.fromEntries(
      Object.entries(options.listeners ?? {}).map(([name, protocol], index) => [
        name,
        { port: ports[index] ?? 0, protocol },
      ]),
    ),
  };
  const temporary =
    options.folder === undefined ? mkdtempSync(join(tmpdir(), 'kafka-')) : undefined;
  const folder = options.folder ?? temporary ?? '';
  mkdirSync(folder, { recursive: true });
  const dataFolder = join(folder, 'data');
  const logFile = join(folder, 'kafka.log');
  const propertiesFile = join(folder, 'server.properties');
  writeFileSync(
    propertiesFile,
    serverProperties({ dataFolder, controllerPort, listeners, more: options.properties ?? {} }),
  );
  const classPath = join(jars, '*');
  if (!existsSync(join(dataFolder, 'meta.properties'))) {
    await run(
      java,
      [
        ...['-cp', classPath, 'kafka.tools.StorageTool', 'format', '--config', propertiesFile],
        ...['--cluster-id', `a${randomBytes(16).toString('base64url').slice(1)}`],
        ...Object.entries(options.scramUsers ?? {}).flatMap(([name, password]) =>
          ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
            '--add-scram',
            `${mechanism}=[name=${name},password=${password}]`,
          ]),
        ),
      ],
      { cwd: folder },
    );
  }
  const addresses = Object.fromEntries(
    Object.entries(listeners).map(([name, { port }]) => [name, `127.0.0.1:${port}`]),
  );
  const brokers = addresses[defaultListener] ?? '';
  let server: OwnedProcess | undefined;

  const kafka: Kafka = {
    brokers,
    listeners: addresses,
    start: async () => {
      const started = await OwnedProcess.start({
        command: [
          java,
          `-Xmx${options.heap ?? '512m'}`,
          '-cp',
          classPath,
          'kafka.Kafka',
          propertiesFile,
        ],
        folder,
        logFile,
        removeIfOrphaned: temporary,
      });
      server = started;
      if (await waitUntilKafkaAnswers(brokers, () => !started.hasEnded)) return;
      throw new ServersError('NOT_STARTED', `Kafka ended:\n${readFileSync(logFile, 'utf8')}`);
    },
    stop: async () => server?.stop(),
    kill: async () => server?.kill(),
    remove: async () => {
      await server?.stop();
      if (temporary !== undefined) rmSync(temporary, { recursive: true });
    },
  };
  await kafka.start();
  return kafka;
}
