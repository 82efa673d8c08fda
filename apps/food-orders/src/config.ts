import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { logSettings } from '@user-information/wiring';
import { z } from 'zod';

/** What food-orders can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8095),
  APPLICATION_PORT: wholeNumber({ min: 0, max: 65_535 })
    .optional()
    .describe('Port to listen on instead of PORT'),
  STATE_DIR: z
    .string()
    .optional()
    .describe('Folder of its state, each instance its own; food-orders in DATA_DIR when left out'),
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
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
