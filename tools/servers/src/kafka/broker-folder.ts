import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandOf } from '../process/command-of.ts';

/** The files of one broker. */
export class BrokerFolder {
  readonly path: string;
  /** Whether it goes when the broker is removed. */
  readonly isTemporary: boolean;

  /** A folder that stays, made if it is missing; or a new temporary one. */
  constructor(path: string | undefined) {
    this.isTemporary = path === undefined;
    this.path = path === undefined ? mkdtempSync(join(tmpdir(), 'kafka-')) : resolve(path);
    mkdirSync(this.path, { recursive: true });
  }

  get data(): string {
    return join(this.path, 'data');
  }

  get log(): string {
    return join(this.path, 'kafka.log');
  }

  get properties(): string {
    return join(this.path, 'server.properties');
  }

  get isFormatted(): boolean {
    return existsSync(join(this.data, 'meta.properties'));
  }

  /** Notes the process id of the broker that runs on it. */
  note(pid: number): void {
    writeFileSync(pidFile(this.path), String(pid));
  }

  removeIfTemporary(): void {
    if (this.isTemporary) rmSync(this.path, { recursive: true, force: true });
  }
}

function pidFile(folder: string): string {
  return join(folder, 'kafka.pid');
}

/** Whether a broker that was started here, or by another process, runs on the data in `folder`. */
export function isKafkaRunning(folder: string): boolean {
  const file = pidFile(folder);
  if (!existsSync(file)) return false;
  // Another process may have got the number meanwhile.
  return commandOf(Number(readFileSync(file, 'utf8')))?.includes('kafka.Kafka') ?? false;
}
