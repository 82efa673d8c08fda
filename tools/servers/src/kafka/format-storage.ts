import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { whyNotStarted } from './why-not-started.ts';

const run = promisify(execFile);

export interface FormatOptions {
  readonly java: string;
  readonly classPath: string;
  readonly propertiesFile: string;
  /** Passwords by names. */
  readonly scramUsers?: Readonly<Record<string, string>> | undefined;
}

/** Makes an empty data folder the one of a new cluster, with Kafka's own tool; fails with `NOT_STARTED`. */
export async function formatStorage(options: FormatOptions): Promise<void> {
  const { java, classPath, propertiesFile, scramUsers = {} } = options;
  const users = Object.entries(scramUsers).flatMap(([name, password]) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${name},password=${password}]`,
    ]),
  );
  const clusterId = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  const format = run(java, [
    ...['-XX:TieredStopAtLevel=1', '-cp', classPath, 'kafka.tools.StorageTool', 'format'],
    // A value that begins with a dash would be taken for an option without the equals sign.
    ...['--config', propertiesFile, `--cluster-id=${clusterId}`],
    ...users,
  ]);
  await format.catch((error: unknown) => {
    throw whyNotStarted((error as { stderr?: string }).stderr ?? String(error));
  });
}
