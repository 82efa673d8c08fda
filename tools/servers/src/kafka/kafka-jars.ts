import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, isCached } from '../java/cached.ts';
import { runMaven } from '../java/maven.ts';
import { kafkaVersion } from './kafka-version.ts';

const name = `kafka-${kafkaVersion}`;

const pom = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>user-information-service</groupId>
  <artifactId>kafka</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${kafkaVersion}</version>
    </dependency>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId>
      <artifactId>log4j-slf4j-impl</artifactId>
      <version>2.25.4</version>
    </dependency>
  </dependencies>
</project>
`;

/** Whether the broker's jars were fetched before, so that no Maven is needed. */
export function hasKafkaJars(): boolean {
  return isCached(name);
}

/** The folder with the broker's jars, 45 MB, which Maven fetches the first time. */
export async function kafkaJars(): Promise<string> {
  return cached(name, async (folder) => {
    const pomFile = join(folder, 'pom.xml');
    writeFileSync(pomFile, pom);
    await runMaven(folder, [
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${folder}`,
    ]);
    rmSync(pomFile);
  });
}
