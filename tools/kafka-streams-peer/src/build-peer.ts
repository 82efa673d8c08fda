import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The built peer, for `java -cp`. */
export interface PeerProgram {
  readonly classPath: string;
}

/**
 * Builds the peer with Maven, unless these sources were built before. Each build has a folder of its
 * own in target/ that appears as a whole or not at all, so that no two disturb each other.
 */
export async function buildPeer(workspace: string): Promise<PeerProgram> {
  const project = join(workspace, 'tools/kafka-streams-peer');
  const target = join(project, 'target', digestOfSources(workspace, project));
  const built = programIn(target);
  if (built !== undefined) return built;

  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    await maven(project, draft);
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  const program = programIn(target);
  if (program === undefined) throw new Error(`Maven left no ${target}/classpath.txt.`);
  return program;
}

function programIn(target: string): PeerProgram | undefined {
  const file = join(target, 'classpath.txt');
  if (!existsSync(file)) return undefined;
  const jars = readFileSync(file, 'utf8').trim().split(delimiter);
  // Maven's repository is a cache: somebody may have emptied it.
  if (!jars.every((jar) => existsSync(jar))) return undefined;
  return { classPath: [join(target, 'classes'), ...jars].join(delimiter) };
}

async function maven(project: string, target: string): Promise<void> {
  const args = ['--batch-mode', '--quiet', `-Dtarget=${target}`, 'process-classes'];
  await run('mvn', args, { cwd: project }).catch((error: unknown) => {
    const { code, stdout = '' } = error as { readonly code?: unknown; readonly stdout?: string };
    if (code === 'ENOENT') {
      throw new Error('The peer is built with Maven and a JDK of Java 17 or newer: install both.');
    }
    throw new Error(`Maven could not build the peer:\n${stdout}`, { cause: error });
  });
}

function digestOfSources(workspace: string, project: string): string {
  const hash = createHash('sha256');
  const sources = [
    join(project, 'pom.xml'),
    ...globSync(join(project, 'src/main/**/*.{java,properties}')).sort(),
    ...globSync(join(workspace, 'libs/schemas/src/avsc/*.avsc')).sort(),
  ];
  for (const file of sources) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
