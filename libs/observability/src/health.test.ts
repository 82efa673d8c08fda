import { describe, expect, it } from '@jest/globals';
import { Health } from './health.ts';

describe('Health', () => {
  it('is ready when nothing has to be', () => {
    expect(new Health().status()).toEqual({ ready: true, components: {} });
  });

  it('is ready once every component is, and no longer when one is not', () => {
    const health = new Health();
    const log = health.component('log');
    const view = health.component('view');
    expect(health.status()).toEqual({
      ready: false,
      components: {
        log: { ready: false, detail: 'starting' },
        view: { ready: false, detail: 'starting' },
      },
    });

    log.ready();
    view.notReady('7 records left');
    expect(health.status()).toEqual({
      ready: false,
      components: {
        log: { ready: true, detail: 'ready' },
        view: { ready: false, detail: '7 records left' },
      },
    });

    view.ready('has caught up');
    expect(health.status().ready).toBe(true);
    log.notReady('lost');
    expect(health.status().ready).toBe(false);
  });
});
