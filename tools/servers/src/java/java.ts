import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Java that can be used. */
export interface Java {
  /** The program. */
  readonly command: string;
  /** 17 for Java 17.0.15. */
  readonly version: number;
}

/** The Java of `JAVA_HOME`, else of the `PATH`; undefined if there is none. */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<Java | undefined> {
  const home = env['JAVA_HOME'];
  const command = home === undefined ? 'java' : join(home, 'bin', 'java');
  try {
    const { stderr } = await run(command, ['-version'], { env });
    const version = /version "(?:1\.)?(?<major>\d+)/.exec(stderr)?.groups?.['major'];
    return version === undefined ? undefined : { command, version: Number(version) };
  } catch {
    return undefined;
  }
}
