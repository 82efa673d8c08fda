import { topics } from '@user-information/schemas';
import { commonSettings, readSettings, wholeNumber } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { groupSettings, logSettings, redisSettings } from '@user-information/wiring';
import { z } from 'zod';

/** What user-info-http can be told. */
export const settings = {
  ...commonSettings,
  ...logSettings,
  ...groupSettings,
  ...redisSettings,
  PORT: commonSettings.PORT.default(8080),
  VIEW_TOPIC: z
    .string()
    .regex(/^[a-zA-Z0-9._-]{1,249}$/)
    .default(topics.userInformation.name)
    .describe('The changelog topic to serve; any but the default must exist'),
  VIEW_PATH: z
    .string()
    .default('/users/:userId')
    .describe('Where one of its rows is; several are at what is before the parameter'),
  STATE_DIR: z
    .string()
    .optional()
    .describe('Folder of its copy of the view; a folder in DATA_DIR when left out'),
  DRAIN_SECONDS: wholeNumber({ min: 0, max: 5 })
    .default(0)
    .describe('How long it still answers when it is stopped, while requests are sent elsewhere'),
  VIEW_STORE: z
    .enum(['rocksdb', 'redis', 'instances'])
    .default('rocksdb')
    .describe(
      'Where the view is: in a copy of its own, in Redis, where join-service keeps it, or spread over instances with VIEW_PARTITIONS=shared, to which this one sends requests',
    ),
  VIEW_PARTITIONS: z
    .enum(['all', 'shared'])
    .default('all')
    .describe(
      'Whether its copy is whole and it serves it, or it shares the partitions with others, behind one with VIEW_STORE=instances',
    ),
  CACHE_MEGABYTES: wholeNumber({ min: 0, max: 65_536 })
    .default(32)
    .describe('Memory for rows that were asked for last, ready to send; 0 for none'),
};

export const readConfig = (environment: Environment = process.env) =>
  readSettings(settings, environment);

export type Config = ReturnType<typeof readConfig>;
