import { expect, it } from '@jest/globals';
import { findTestPrograms } from './test-programs.ts';

it('names what was given and what was found', () => {
  const find = (name: string): string => `/bin/${name}`;
  expect(findTestPrograms({ HOME: '/home', NGINX: '/opt/nginx' }, find)).toEqual({
    env: {
      HOME: '/home',
      NGINX: '/opt/nginx',
      REDIS_SERVER: '/bin/redis-server',
      PROMETHEUS: '/bin/prometheus',
      ALERTMANAGER: '/bin/prometheus-alertmanager',
      CHROMIUM: '/bin/chromium',
    },
    missing: {},
  });
});

it('says what is not there, and how to get it', () => {
  expect(findTestPrograms({ NGINX: '' }, () => undefined)).toEqual({
    env: {},
    missing: {
      redis: 'there is no redis-server (on Debian: apt-get install redis-server).',
      nginx: 'there is no nginx (on Debian: apt-get install nginx-light).',
      prometheus: 'there is no prometheus (on Debian: apt-get install prometheus).',
      alertmanager:
        'there is no prometheus-alertmanager (on Debian: apt-get install prometheus-alertmanager prometheus).',
      chromium: 'there is no chromium (on Debian: apt-get install chromium).',
    },
  });
});
