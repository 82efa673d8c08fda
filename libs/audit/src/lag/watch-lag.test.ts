import { describe, expect, it } from '@jest/globals';
import { UnknownTopicError } from '@user-information/event-log';
import { createLogger, createMetrics } from '@user-information/observability';
import { watchLag } from './watch-lag.ts';

describe('watchLag', () => {
  it('tells how many records a group has left, and for how long, of topics that exist', async () => {
    const metrics = createMetrics({ service: 'test' });
    const ends = [0, 1].map((partition) => ({ topic: 'users', partition, offset: 5 }));
    const stop = watchLag({
      log: {
        endOffsets: async (topic) => {
          if (topic === 'later') throw new UnknownTopicError(topic);
          return ends;
        },
        committedOffsets: async () => [{ topic: 'users', partition: 0, offset: 3 }],
      },
      group: 'join',
      topics: ['later', 'users'],
      metrics,
      logger: createLogger({ name: 'test', level: 'silent', format: 'json' }),
    });
    let text = '';
    while (!text.includes('topic="users"')) {
      await new Promise(setImmediate);
      text = await metrics.metrics();
    }
    await stop();
    expect(text).toMatch(/^consumer_lag_records\{group="join",topic="users",[^}]*\} 7$/m);
    expect(text).toMatch(/^consumer_lag_seconds\{group="join",topic="users",[^}]*\} [\d.e-]+$/m);
    expect(text).not.toContain('topic="later"');
  });
});
