import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from '@jest/globals';

const workspace = join(__dirname, '../../../..');

/** For tests: a script of `npm run` that has said what to try. */
export interface StartedScript {
  /** What it printed, the last of it what to try. */
  readonly lines: readonly string[];
  /** Asks it to end, and waits for that: its exit code and the signal that killed it. */
  end(): Promise<readonly unknown[]>;
}

/**
 * Starts `tools/scripts/src/<script>/main.ts` with a DATA_DIR of its own and these settings. Call at the top
 * of a test file: the script is killed after each test.
 */
export function testScript(
  script: string,
): (settings: Readonly<Record<string, string>>) => Promise<StartedScript> {
  let dataDir: string | undefined;
  let running: ChildProcess | undefined;
  afterEach(() => {
    running?.kill('SIGKILL');
    if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true });
  });
  return async (settings) => {
    dataDir = mkdtempSync(join(tmpdir(), `${script}-`));
    const child = spawn(process.execPath, [`tools/scripts/src/${script}/main.ts`], {
      cwd: workspace,
      env: { ...process.env, DATA_DIR: dataDir, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running = child;
    const ended = once(child, 'close');
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line.startsWith('Try: ')) break;
    }
    return {
      lines,
      end: () => {
        child.kill('SIGTERM');
        return ended;
      },
    };
  };
}
