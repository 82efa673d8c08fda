import { samplesOf } from '@user-information/bench';
import { expect, it } from '@jest/globals';
import { reportOf } from './report.ts';
import { readSettings } from './settings.ts';

it('is a table of what was measured, and says what was not', () => {
  const outcomes = [
    { mode: 'local', samples: samplesOf('local', { 'p50 ms': 0.25 }) },
    { mode: 'redis', missing: 'There is no redis-server on this machine.' },
    { mode: 'queries', failure: 'GET /users/1 answered 503.' },
  ] as const;
  expect(reportOf(readSettings([]), outcomes).split('\n').slice(2)).toEqual([
    '|       | p50 ms |',
    '|-------|-------:|',
    '| local |   0.25 |',
    '',
    'Left out is **redis**: There is no redis-server on this machine.',
    '',
    '**queries** failed: GET /users/1 answered 503.',
  ]);
});
