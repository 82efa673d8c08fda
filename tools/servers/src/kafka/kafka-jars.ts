import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../java/cache-folder.ts';
import { runMaven } from '../java/run-maven.ts';

/** The release of Apache Kafka that is started. */
export const kafkaVersion = '4.3.1';

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

/** The folder with the broker's jars, which Maven fetches the first time (45 MB). */
export async function kafkaJars(): Promise<string> {
  return cached(`kafka-${kafkaVersion}`, async (folder) => {
    writeFileSync(join(folder, 'pom.xml'), pom);
    await runMaven(folder, [
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${folder}`,
    ]);
    for (const name of ['m2', 'pom.xml', 'maven.log']) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  });
}
