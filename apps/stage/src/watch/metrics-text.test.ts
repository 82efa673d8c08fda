import { describe, expect, it } from '@jest/globals';
import { readMetrics, sumOf } from './metrics-text.ts';

const page = `# HELP seconds How long.
# TYPE seconds histogram
seconds_bucket{le="0.1",route="/users/:userId",service="view"} 7
seconds_bucket{le="+Inf",route="/a \\"b\\"",service="view"} 9
plain 3.5e-2
other{a="1"} 4
`;

describe('readMetrics', () => {
  it('reads what is asked for, and nothing else', () => {
    expect(readMetrics(page, new Set(['seconds_bucket', 'plain']))).toEqual([
      {
        name: 'seconds_bucket',
        labels: { le: '0.1', route: '/users/:userId', service: 'view' },
        value: 7,
      },
      {
        name: 'seconds_bucket',
        labels: { le: '+Inf', route: '/a \\"b\\"', service: 'view' },
        value: 9,
      },
      { name: 'plain', labels: {}, value: 0.035 },
    ]);
  });
});

describe('sumOf', () => {
  it('adds up what has the labels', () => {
    const samples = readMetrics(page, new Set(['seconds_bucket', 'plain']));
    expect(sumOf(samples, 'seconds_bucket')).toBe(16);
    expect(sumOf(samples, 'seconds_bucket', { le: '0.1' })).toBe(7);
    expect(sumOf(samples, 'other')).toBe(0);
  });
});
