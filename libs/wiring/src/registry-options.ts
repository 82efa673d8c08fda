import { SettingsError } from '@user-information/service';
import type { LogConfig } from './log-settings.ts';

/** How to reach the registry, as the settings say. */
export function registryOptions(config: LogConfig) {
  const { SCHEMA_REGISTRY_USERNAME: username, SCHEMA_REGISTRY_PASSWORD: password } = config;
  if ((username === undefined) !== (password === undefined)) {
    throw new SettingsError([
      'SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD belong together: set both, or neither.',
    ]);
  }
  return {
    url: config.SCHEMA_REGISTRY_URL,
    ...(username === undefined || password === undefined ? {} : { username, password }),
  };
}
