import { commonSettings, readSettings } from '@user-information/service';
import type { Environment } from '@user-information/service';

/** What join-service can be told. */
export const settings = {
  ...commonSettings,
  PORT: commonSettings.PORT.default(8085),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
