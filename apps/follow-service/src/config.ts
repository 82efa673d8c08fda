import type { Environment } from '@user-information/service';
import {
  commonSettings,
  decimalNumber,
  flag,
  readSettings,
  wholeNumber,
} from '@user-information/service';
import { logSettings } from '@user-information/wiring';

/** What follow-service can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8083),
  SEED: wholeNumber({ min: 0 })
    .default(1)
    .describe('Other seeds make other follows; the same seed goes on with the same ones'),
  FOLLOWS_PER_SECOND: decimalNumber({ min: 0, max: 10_000 })
    .default(50)
    .describe('How many follows are made up a second; 0 for none'),
  UNFOLLOWS_PER_SECOND: decimalNumber({ min: 0, max: 10_000 })
    .default(5)
    .describe('How many follows are taken back a second; 0 for none'),
  MAX_FOLLOWS: wholeNumber({ min: 0 })
    .default(1_000_000)
    .describe('None is made up while there are so many, so that memory stays bounded'),
  STEER_TO_REPORTED: flag()
    .default(false)
    .describe(
      'Whether users get the followers that the source reports, instead of a few getting most',
    ),
  PROGRESS_SECONDS: wholeNumber({ min: 0, max: 3600 })
    .default(10)
    .describe('How often a line tells what was done; 0 for never'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
