import { globSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTable } from '@user-information/service';
import type { SettingRow } from '@user-information/service';

/** The settings of one service. */
export interface ServiceSettings {
  readonly service: string;
  readonly rows: readonly SettingRow[];
}

/** Reads the settings of every app below `root` off the `settings` that its config.ts exports. */
export async function readServiceSettings(root: string): Promise<ServiceSettings[]> {
  const configs = globSync('apps/*/src/config.ts', { cwd: root }).sort();
  return Promise.all(
    configs.map(async (file) => {
      const { settings } = (await import(join(root, file))) as {
        readonly settings: Parameters<typeof settingsTable>[0];
      };
      return { service: file.split('/')[1] ?? file, rows: settingsTable(settings) };
    }),
  );
}
