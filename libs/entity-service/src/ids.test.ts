import { describe, expect, it } from '@jest/globals';
import { checkId, idField, newId } from './ids.ts';

describe('newId', () => {
  it('gives ids that are allowed, and another each time', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect(ids.filter((id) => !idField.safeParse(id).success)).toEqual([]);
    expect(new Set(ids).size).toBeGreaterThan(95);
  });
});

describe('checkId', () => {
  it('returns an id that is allowed', () => {
    expect(checkId('userId', '1001')).toBe('1001');
  });

  it.each([
    ['a-b', 'userId is "a-b"; it must be 1 to 128 letters, digits or underscores.'],
    [null, 'userId is null; it must be 1 to 128 letters, digits or underscores.'],
    ['', 'userId is ""; it must be 1 to 128 letters, digits or underscores.'],
  ])('refuses %j', (id, message) => {
    const error = expect.objectContaining({ code: 'UNUSABLE_RECORD', message });
    expect(() => checkId('userId', id)).toThrow(error);
  });

  it('cuts a long id short', () => {
    expect(() => checkId('userId', '-'.repeat(1_000_000))).toThrow(/^.{1,250}$/);
  });
});
