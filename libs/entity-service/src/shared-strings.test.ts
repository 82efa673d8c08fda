import { describe, expect, it } from '@jest/globals';
import { SharedStrings } from './shared-strings.ts';

describe('SharedStrings', () => {
  it('answers with an equal string', () => {
    const strings = new SharedStrings();
    for (const text of ['ada', 'bob', 'ada', '']) expect(strings.of(text)).toBe(text);
  });
});
