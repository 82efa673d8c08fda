import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { logSettings } from '@user-information/wiring';

/** What user-info-http can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8080),
  CACHE_MEGABYTES: wholeNumber({ min: 0, max: 65_536 })
    .default(32)
    .describe('Memory for users that were asked for last, ready to send; 0 for none'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
