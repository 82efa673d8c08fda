import { join } from 'node:path';
import { cached } from '../java/cached.ts';
import { runMaven } from '../java/maven.ts';
import { kafkaVersion } from './kafka-version.ts';

const name = `kafka-tools-${kafkaVersion}`;

/** The jar of Kafka's command-line tools, 1 MB, which run on the broker's; Maven fetches it the first time. */
export async function kafkaToolsJar(): Promise<string> {
  const folder = await cached(name, async (draft) =>
    runMaven(draft, [
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy',
      `-Dartifact=org.apache.kafka:kafka-tools:${kafkaVersion}`,
      `-DoutputDirectory=${draft}`,
    ]),
  );
  return join(folder, `${name}.jar`);
}
