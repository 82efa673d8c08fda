import { commonSettings, flag, readSettings } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { groupSettings, logSettings, redisSettings } from '@user-information/wiring';
import { z } from 'zod';

/** What join-service can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  ...groupSettings,
  ...redisSettings,
  PORT: commonSettings.PORT.default(8085),
  TELL_LAST_EVENTS: flag()
    .default(true)
    .describe(
      'Whether each row tells which event of each kind it includes last, for explanations; without, the log is smaller and the join faster',
    ),
  VIEW_SINK: z
    .enum(['none', 'redis'])
    .default('none')
    .describe('Where it also keeps a copy of the view: nowhere, or in Redis'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
