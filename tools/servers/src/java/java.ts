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
  const command = home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');
  try {
    const { stderr } = await run(command, ['-version'], { env });
    const version = javaVersion(stderr);
    return version === undefined ? undefined : { command, version };
  } catch {
    return undefined;
  }
}

/** The major version in what `java -version` says, such as `openjdk version "17.0.15" 2025-04-15`. */
export function javaVersion(said: string): number | undefined {
  const version = /version "(?:1\.)?(?<major>\d+)/.exec(said)?.groups?.['major'];
  return version === undefined ? undefined : Number(version);
}
