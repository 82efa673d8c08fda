import { join } from 'node:path';
import { settingsTable } from '@user-information/service';
import { repository } from './repository.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What an app can be told, as its config.ts says. */
export interface AppSettings {
  /** The names of its settings. */
  readonly names: readonly string[];
  /** A setting's default as one would write it; undefined where there is none. */
  readonly defaultOf: (name: string) => string | undefined;
  /** Reads the settings; throws an error that names every value that is not allowed. */
  readonly read: (environment: Environment) => Readonly<Record<string, unknown>>;
}

/** Imports the settings of an app, such as `join-service`. */
export async function appSettings(app: string): Promise<AppSettings> {
  const { settings, readConfig } = (await import(
    join(repository, 'apps', app, 'src/config.ts')
  )) as {
    readonly settings: Parameters<typeof settingsTable>[0];
    readonly readConfig: AppSettings['read'];
  };
  const rows = settingsTable(settings);
  return {
    names: Object.keys(settings),
    defaultOf: (name) => rows.find(({ variable }) => variable === name)?.default,
    read: readConfig,
  };
}
