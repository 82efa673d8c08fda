import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** An app of the workspace in a process of its own. */
export interface ServiceProcess {
  /** Where it listens. */
  readonly url: string;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** The process ended before it listened; the message is all that it printed. */
export class ProcessEndedError extends Error {}

/**
 * Starts a main.ts, and waits until it says where it listens; a `ProcessEndedError` if it does not.
 *
 * @param settings all that it finds in its environment, but for a free port
 */
export async function startProcess(
  mainFile: string,
  settings: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [mainFile], {
    env: { PORT: '0', LOG_FORMAT: 'json', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  const listening = new Promise<string>((resolve) => {
    const take = (text: Buffer): void => {
      output += text.toString();
      const url = /listens on (http:\/\/[^ "]+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
  });
  const url = await Promise.race([listening, ended.then(() => undefined)]);
  if (url === undefined) throw new ProcessEndedError(output);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url, kill };
}
