import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { groupSettings, logSettings } from '@user-information/wiring';
import { z } from 'zod';

/** What food-orders can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  ...groupSettings,
  PORT: commonSettings.PORT.default(8095),
  APPLICATION_PORT: wholeNumber({ min: 0, max: 65_535 })
    .optional()
    .describe('Port to listen on instead of PORT'),
  STATE_DIR: z
    .string()
    .optional()
    .describe('Folder of its state, each instance its own; food-orders in DATA_DIR when left out'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
