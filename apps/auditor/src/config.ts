import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { logSettings } from '@user-information/wiring';
import { z } from 'zod';

/** What auditor can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8086),
  AUDIT_SECONDS: wholeNumber({ min: 1, max: 10 })
    .default(2)
    .describe('The pause between two audits of the view'),
  CANARY_SECONDS: wholeNumber({ min: 0, max: 60 })
    .default(1)
    .describe('How often the profile of the user "canary" changes, to measure it; 0 for never'),
  USER_SERVICE_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:8081')
    .meta({ title: 'an http or https URL', description: 'Where the canary is changed' }),
  VIEW_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:8080')
    .meta({ title: 'an http or https URL', description: 'Where the canary is looked at' }),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
