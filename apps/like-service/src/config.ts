import type { Environment } from '@user-information/service';
import {
  commonSettings,
  decimalNumber,
  readSettings,
  wholeNumber,
} from '@user-information/service';
import { logSettings } from '@user-information/wiring';

/** What like-service can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8084),
  SEED: wholeNumber({ min: 0 })
    .default(1)
    .describe('Other seeds make other likes; the same seed goes on with the same ones'),
  LIKES_PER_SECOND: decimalNumber({ min: 0, max: 10_000 })
    .default(50)
    .describe('How many likes are made up a second; 0 for none'),
  UNLIKES_PER_SECOND: decimalNumber({ min: 0, max: 10_000 })
    .default(5)
    .describe('How many likes are taken back a second; 0 for none'),
  MAX_LIKES: wholeNumber({ min: 0 })
    .default(1_000_000)
    .describe('None is made up while there are so many, so that memory stays bounded'),
  PROGRESS_SECONDS: wholeNumber({ min: 0, max: 3600 })
    .default(10)
    .describe('How often a line tells what was done; 0 for never'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
