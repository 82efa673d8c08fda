import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { logSettings, redisSettings } from '@user-information/wiring';
import { z } from 'zod';

/** What join-service can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  ...redisSettings,
  PORT: commonSettings.PORT.default(8085),
  STANDBY_REPLICAS: wholeNumber({ min: 0, max: 10 })
    .default(0)
    .describe('On Kafka, how many other instances keep a warm copy of the state of each task'),
  ADVERTISED_ADDRESS: z
    .string()
    .regex(/^[^\s:]+:\d+$/)
    .optional()
    .meta({
      title: 'host:port',
      description: 'Where other instances reach this one, if that is not HOST:PORT',
    }),
  VIEW_SINK: z
    .enum(['none', 'redis'])
    .default('none')
    .describe('Where it also keeps a copy of the view: nowhere, or in Redis'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
