import type { Environment } from '@user-information/service';
import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import { logSettings } from '@user-information/wiring';

/** What tweet-service can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8082),
  PROGRESS_SECONDS: wholeNumber({ min: 0, max: 3600 })
    .default(10)
    .describe('How often a line tells what was done; 0 for never'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
