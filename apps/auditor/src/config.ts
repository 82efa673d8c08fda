import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { logSettings } from '@user-information/wiring';

/** What auditor can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8086),
  AUDIT_SECONDS: wholeNumber({ min: 1, max: 10 })
    .default(2)
    .describe('The pause between two audits of the view'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
