import { expect, it } from '@jest/globals';
import { statusOf } from './service-watch.ts';

it.each([
  [null, 'down', 'does not answer'],
  [{ status: 200, text: '{"ready":true}' }, 'ready', ''],
  [{ status: 503, text: '{"detail":"view: 7 records left"}' }, 'starting', 'view: 7 records left'],
  [{ status: 502, text: '<html>' }, 'starting', 'not ready'],
])('of %j it says %s', (answer, status, detail) => {
  expect(statusOf(answer)).toEqual({ status, detail });
});
