import { findDockerEngine } from '../docker/find-docker-engine.ts';
import { ServersError } from '../errors.ts';
import type { Java } from '../java/java.ts';
import { findJava } from '../java/java.ts';
import { hasMaven } from '../java/maven.ts';
import { hasKafkaJars } from '../kafka/kafka-jars.ts';

/** By what servers are started: containers, or this machine's Java. */
export type Means =
  | { readonly name: 'docker' }
  | { readonly name: 'java'; /** The program. */ readonly command: string };

/** What there may be on a machine; looked for only when it matters. */
export interface Machine {
  hasDocker(): Promise<boolean>;
  java(): Promise<Java | undefined>;
  /** Whether what runs on Java can be fetched, or was. */
  canFetch(): Promise<boolean>;
}

const thisMachine: Machine = {
  hasDocker: findDockerEngine,
  java: findJava,
  canFetch: async () => hasKafkaJars() || hasMaven(),
};

/**
 * Docker if an engine answers, else Java 17 or newer with Maven; `SERVERS_WITH=docker` or `=java` in the
 * environment leaves no choice. Fails with `MISSING`.
 */
export async function findMeans(
  env: NodeJS.ProcessEnv = process.env,
  machine = thisMachine,
): Promise<Means> {
  const wanted = env['SERVERS_WITH'] ?? '';
  if (!['', 'docker', 'java'].includes(wanted)) {
    throw new ServersError('MISSING', `SERVERS_WITH is docker or java, not "${wanted}".`);
  }
  if (wanted !== 'java' && (await machine.hasDocker())) return { name: 'docker' };
  if (wanted === 'docker') {
    throw new ServersError(
      'MISSING',
      'SERVERS_WITH is docker, but no Docker engine answers: start it.',
    );
  }
  return findJavaMeans(machine);
}

/** This machine's Java, whatever else there is. Fails with `MISSING`. */
export async function findJavaMeans(
  machine: Machine = thisMachine,
): Promise<Means & { readonly name: 'java' }> {
  const java = await machine.java();
  if (java === undefined) throw missing('there is no Java');
  if (java.version < 17) throw missing(`Java ${java.version} is too old`);
  if (!(await machine.canFetch())) throw missing('there is no Maven');
  return { name: 'java', command: java.command };
}

function missing(what: string): ServersError {
  const cure = 'on Debian: apt-get install openjdk-17-jre-headless maven';
  return new ServersError(
    'MISSING',
    `Kafka needs Java 17 or newer and Maven, and ${what} (${cure}).`,
  );
}
