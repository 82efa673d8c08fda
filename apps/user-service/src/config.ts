import type { Environment } from '@user-information/service';
import {
  commonSettings,
  decimalNumber,
  readSettings,
  wholeNumber,
} from '@user-information/service';
import { z } from 'zod';
import { logSettings } from '@user-information/wiring';

/** What user-service can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8081),
  SOURCE: z
    .enum(['faker', 'twitter'])
    .default('faker')
    .describe('Where statuses come from: made up, or from X'),
  SEED: wholeNumber({ min: 0 })
    .default(1)
    .describe('Of faker: other seeds make other users; the same seed goes on with the same ones'),
  USERS: wholeNumber({ min: 1, max: 1_000_000 })
    .default(1_000)
    .describe('Of faker: how many users there are'),
  STATUSES_PER_SECOND: decimalNumber({ min: 0, max: 10_000 })
    .default(20)
    .describe('Of faker: how many statuses are made up a second; 0 for none'),
  TWITTER_BEARER_TOKEN: z
    .string()
    .optional()
    .describe('Of twitter: the Bearer Token of your app, from console.x.com'),
  TWITTER_STREAM: z
    .enum(['sample', 'filtered'])
    .default('sample')
    .describe('Of twitter: one percent of all posts, or those that match rules'),
  TWITTER_RULES: z
    .string()
    .optional()
    .describe("Of twitter's filtered stream: its rules, separated by semicolons"),
  TWITTER_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://api.x.com')
    .describe("Of twitter: where X's API is"),
  PROGRESS_SECONDS: wholeNumber({ min: 0, max: 3600 })
    .default(10)
    .describe('How often a line tells what was done; 0 for never'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
