import { expect, it } from '@jest/globals';
import { count, duration, hueOf, initials, rate } from './format.ts';

it('says figures as people read them', () => {
  expect([0, 4.26, 52.4, 1234].map(rate)).toEqual(['0/s', '4.3/s', '52/s', '1,234/s']);
  expect([0.873, 1.84, 18.2, 1_400, 125_000].map(duration)).toEqual([
    '0.87 ms',
    '1.8 ms',
    '18 ms',
    '1.4 s',
    '125 s',
  ]);
  expect(count(1234567)).toBe('1,234,567');
});

it('makes a sign of a user', () => {
  expect(['Ada Lovelace', 'Jean van der Berg', 'eve', ''].map(initials)).toEqual([
    'AL',
    'JB',
    'E',
    '',
  ]);
  expect(hueOf('1001')).toBe(hueOf('1001'));
  expect(hueOf('1001')).not.toBe(hueOf('1002'));
});
