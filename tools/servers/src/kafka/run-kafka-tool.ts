import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Means } from '../means/find-means.ts';
import { findMeans } from '../means/find-means.ts';
import { kafkaJars } from './kafka-jars.ts';
import { kafkaToolsJar } from './kafka-tools-jar.ts';
import { kafkaVersion } from './kafka-version.ts';

const run = promisify(execFile);

/**
 * Runs one of Apache Kafka's own command-line tools, by the class that its script in bin/ starts:
 * `org.apache.kafka.tools.consumer.ConsoleConsumer`. Resolves with what it prints; fails with that when
 * its exit code is not 0.
 *
 * @param input its standard input
 */
export async function runKafkaTool(
  tool: string,
  args: readonly string[],
  input = '',
): Promise<string> {
  const [command, ...before] = await commandLine(await findMeans());
  const running = run(command, [...before, tool, ...args], { maxBuffer: 64 * 2 ** 20 });
  running.child.stdin?.end(input);
  const { stdout } = await running;
  return stdout;
}

async function commandLine(means: Means): Promise<[string, ...string[]]> {
  if (means.name === 'java') {
    const classPath = [await kafkaToolsJar(), join(await kafkaJars(), '*')].join(delimiter);
    return [means.command, '-XX:TieredStopAtLevel=1', '-cp', classPath];
  }
  return [
    ...(['docker', 'run', '--rm', '--interactive', '--network', 'host'] as const),
    `apache/kafka:${kafkaVersion}`,
    '/opt/kafka/bin/kafka-run-class.sh',
  ];
}
