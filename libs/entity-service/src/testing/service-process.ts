import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** An app of the workspace in a process of its own. */
export interface ServiceProcess {
  /** Where it listens. */
  readonly url: string;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts a main.ts, and waits until it says where it listens, or answers with all that it printed
 * when it ended before that.
 *
 * @param settings beside those of this process; it listens on a free port
 */
export async function startProcess(
  mainFile: string,
  settings: Readonly<Record<string, string>>,
): Promise<ServiceProcess | string> {
  const child = spawn(process.execPath, [mainFile], {
    env: { PATH: '', PORT: '0', LOG_FORMAT: 'json', ...settings },
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
  if (url === undefined) return output;
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url, kill };
}
