import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { commonSettings } from './common-settings.ts';
import { decimalNumber } from './setting-types.ts';
import { settingsTable } from './settings-table.ts';

it('has a row for each setting, in their order, in the words of the schema', () => {
  const rows = settingsTable({
    PORT: commonSettings.PORT.default(8081),
    SOURCE: z.enum(['faker', 'twitter']).default('faker').describe('Where statuses come from'),
    TWEETS_PER_SECOND: decimalNumber({ min: 0, max: 1000 }).default(0.5).describe('Pace'),
    TOKEN: z.string().optional().describe('Of X'),
    PLACE: z.string().optional().meta({ title: 'host:port', description: 'Where' }),
  });
  expect(rows).toEqual([
    {
      variable: 'PORT',
      default: '8081',
      allowed: 'a whole number from 0 to 65535',
      meaning: 'Port to listen on; 0 takes a free one',
    },
    {
      variable: 'SOURCE',
      default: 'faker',
      allowed: 'faker or twitter',
      meaning: 'Where statuses come from',
    },
    {
      variable: 'TWEETS_PER_SECOND',
      default: '0.5',
      allowed: 'a number from 0 to 1000',
      meaning: 'Pace',
    },
    { variable: 'TOKEN', default: '', allowed: 'text', meaning: 'Of X' },
    { variable: 'PLACE', default: '', allowed: 'host:port', meaning: 'Where' },
  ]);
});

it('says of every common setting what it means', () => {
  expect(settingsTable(commonSettings).filter((row) => row.meaning === '')).toEqual([]);
});
