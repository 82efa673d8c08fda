import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { commonSettings } from './common-settings.ts';
import { readSettings, SettingsError } from './read-settings.ts';
import { decimalNumber, flag, wholeNumber } from './setting-types.ts';

const shape = {
  PORT: commonSettings.PORT.default(8080),
  LOG_FORMAT: commonSettings.LOG_FORMAT,
  RATE: decimalNumber({ min: 0 }).default(1.5),
  VERBOSE: flag().default(false),
  API_TOKEN: z.string().min(8).optional(),
};

function messageOf(environment: Record<string, string>, schema: z.ZodRawShape = shape): string {
  try {
    readSettings(schema, environment);
  } catch (error) {
    if (error instanceof SettingsError && error.code === 'BAD_SETTINGS') return error.message;
    throw error;
  }
  return 'no error';
}

describe('readSettings', () => {
  it('takes what is given and the defaults of the rest', () => {
    const environment = { PORT: '0', RATE: '0.25', VERBOSE: 'true', HOME: '/root' };
    expect(readSettings(shape, environment)).toEqual({
      PORT: 0,
      LOG_FORMAT: 'auto',
      RATE: 0.25,
      VERBOSE: true,
    });
  });

  it('takes an empty or blank variable as left out', () => {
    expect(readSettings(shape, { PORT: '', RATE: '  ' })).toMatchObject({ PORT: 8080, RATE: 1.5 });
  });

  it('says of a bad value what it is, what is allowed, and the default', () => {
    expect(messageOf({ PORT: '99999' })).toBe(
      'PORT="99999" is not allowed: set it to a whole number from 0 to 65535, or leave it out for 8080.',
    );
  });

  it('lists every bad value in one error', () => {
    expect(messageOf({ PORT: '80x', LOG_FORMAT: 'xml', RATE: '-1', VERBOSE: 'yes' })).toBe(
      [
        '4 settings are wrong.',
        'PORT="80x" is not allowed: set it to a whole number from 0 to 65535, or leave it out for 8080.',
        'LOG_FORMAT="xml" is not allowed: set it to auto, json or pretty, or leave it out for auto.',
        'RATE="-1" is not allowed: set it to a number, 0 or more, or leave it out for 1.5.',
        'VERBOSE="yes" is not allowed: set it to true or false, or leave it out for false.',
      ].join('\n  '),
    );
  });

  it.each(['1e3', '0x10', '1.0', ' 1 2', '+1', 'NaN', '9007199254740993'])(
    'refuses %j as a whole number',
    (value) => {
      expect(messageOf({ N: value }, { N: wholeNumber({ min: 0 }) })).toBe(
        `N=${JSON.stringify(value.trim())} is not allowed: set it to a whole number, 0 or more.`,
      );
    },
  );

  it('says that a setting without a default is missing', () => {
    expect(messageOf({}, { SEED: wholeNumber({ min: 1, max: 9 }) })).toBe(
      'SEED is missing: set it to a whole number from 1 to 9.',
    );
  });

  it('never prints a secret', () => {
    expect(messageOf({ API_TOKEN: 'hunter2' })).toBe(
      'API_TOKEN=(not shown) is not allowed: set it to text.',
    );
  });

  it.each([
    ['ftp://ann:hunter2@x/1', 'ftp://(not shown)@x/1'],
    ['ftp://ann:hun@ter/2@x', 'ftp://(not shown)@x'],
    ['ann:hunter2@x', '(not shown)@x'],
  ])('prints %s as %s', (value, shown) => {
    expect(messageOf({ URL: value }, { URL: z.url({ protocol: /^http$/ }) })).toMatch(
      `URL="${shown}" is not allowed`,
    );
  });
});
