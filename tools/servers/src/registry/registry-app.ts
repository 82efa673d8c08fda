import { join } from 'node:path';
import { cached } from '../java/cached.ts';
import { runMaven } from '../java/maven.ts';
import { registryVersion } from './registry-version.ts';

const artifact = `io.apicurio:apicurio-registry-app:${registryVersion}:tar.gz:all`;

/** The registry's program, a jar with others beside it, 115 MB, which Maven fetches the first time. */
export async function registryApp(): Promise<string> {
  const name = `apicurio-registry-${registryVersion}`;
  const folder = await cached(name, async (draft) =>
    // This release of the plugin does not ask for the pom, whose parent Maven Central lacks.
    runMaven(draft, [
      'org.apache.maven.plugins:maven-dependency-plugin:2.10:unpack',
      `-Dartifact=${artifact}`,
      `-DoutputDirectory=${draft}`,
    ]),
  );
  return join(folder, `apicurio-registry-app-${registryVersion}-runner.jar`);
}
