import { describe, expect, it } from '@jest/globals';
import { Recent } from './recent.ts';

describe('Recent', () => {
  it('forgets what was used longest ago', () => {
    const recent = new Recent<number>(2);
    recent.use('a', 1);
    recent.use('b', 2);
    recent.use('a', 3);
    recent.use('c', 4);
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([3, undefined, 4]);
  });

  it('forgets on demand', () => {
    const recent = new Recent<number>(2);
    recent.use('a', 1);
    recent.forget('a');
    expect(recent.get('a')).toBeUndefined();
    recent.use('b', 2);
    recent.clear();
    expect(recent.get('b')).toBeUndefined();
  });
});
