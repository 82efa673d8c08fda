import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { logSettings } from '@user-information/wiring';
import { z } from 'zod';

const urlOf = (port: number, service: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(`http://127.0.0.1:${port}`)
    .meta({ title: 'an http or https URL', description: `Where ${service} is` });

/** What the page for the stage can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  PORT: commonSettings.PORT.default(8088),
  USER_SERVICE_URL: urlOf(8081, 'user-service'),
  TWEET_SERVICE_URL: urlOf(8082, 'tweet-service'),
  FOLLOW_SERVICE_URL: urlOf(8083, 'follow-service'),
  LIKE_SERVICE_URL: urlOf(8084, 'like-service'),
  JOIN_SERVICE_URL: urlOf(8085, 'join-service'),
  VIEW_URL: urlOf(8080, 'user-info-http'),
  AUDITOR_URL: urlOf(8086, 'auditor'),
  VISITS_PER_SECOND: wholeNumber({ min: 0, max: 1_000 })
    .default(50)
    .describe('How many users the page for the stage asks user-info-http for, as visitors would'),
  SERVING_DIR: z
    .string()
    .default('.nx/serving')
    .describe('Where npm start notes which services it runs'),
};

export const readConfig = (environment: Environment = process.env) => ({
  ...readSettings(settings, environment),
  /** All of it, for the service that the page starts. */
  environment,
});

export type Config = ReturnType<typeof readConfig>;
