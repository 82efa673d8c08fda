import { join } from 'node:path';
import type { Environment } from '@user-information/service';
import { commonSettings, readSettings, wholeNumber } from '@user-information/service';

/** The folder in the services' DATA_DIR in which the servers of `npm run kafka` keep theirs. */
export const localFolder = 'kafka';

/** What `npm run kafka` can be told. */
export interface LocalSettings {
  readonly kafka: { readonly port: number; readonly folder: string };
  readonly registry: { readonly port: number; readonly folder: string };
}

/** Fails with a `SettingsError`. */
export function readLocalSettings(environment: Environment): LocalSettings {
  const port = wholeNumber({ min: 1, max: 65_535 });
  const { DATA_DIR, KAFKA_PORT, REGISTRY_PORT } = readSettings(
    {
      DATA_DIR: commonSettings.DATA_DIR,
      KAFKA_PORT: port.default(9092),
      REGISTRY_PORT: port.default(8181),
    },
    environment,
  );
  const folder = join(DATA_DIR, localFolder);
  return {
    kafka: { port: KAFKA_PORT, folder },
    registry: { port: REGISTRY_PORT, folder: join(folder, 'schema-registry') },
  };
}
