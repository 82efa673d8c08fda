import { z } from 'zod';
import { wholeNumber } from './setting-types.ts';
import { tracingSettings } from './tracing-settings.ts';

/**
 * What every service can be told. A service spreads it into its own settings and gives its port:
 * `{ ...commonSettings, PORT: commonSettings.PORT.default(8080) }`.
 */
export const commonSettings = {
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on; the default is reached from this machine only'),
  PORT: wholeNumber({ min: 0, max: 65_535 }).describe('Port to listen on; 0 takes a free one'),
  DATA_DIR: z
    .string()
    .default('.data')
    .describe('Folder of the log and of the state of the services; all of them use the same'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('The least important lines to print'),
  LOG_FORMAT: z
    .enum(['auto', 'json', 'pretty'])
    .default('auto')
    .describe('How lines are printed; auto is pretty on a terminal and JSON elsewhere'),
  LOG_DURABILITY: z
    .enum(['process', 'power'])
    .default('process')
    .describe(
      'What appended records survive: a killed process, or a power cut too (slower: each append waits for the disk)',
    ),
  PROGRESS_SECONDS: wholeNumber({ min: 0, max: 3600 })
    .default(10)
    .describe('How often a line tells what was done; 0 for never'),
  PARTITIONS: wholeNumber({ min: 1, max: 1000 })
    .default(3)
    .describe('Partitions of each topic, when it is created; cannot change later'),
  ...tracingSettings,
};
