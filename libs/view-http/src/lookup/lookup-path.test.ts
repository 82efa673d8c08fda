import { describe, expect, it } from '@jest/globals';
import { lookupPath } from './lookup-path.ts';

describe('lookupPath', () => {
  it('takes a path apart', () => {
    expect(lookupPath('/users/:userId')).toEqual({
      collection: '/users',
      row: '/users/:userId',
      parameter: 'userId',
      events: '/users/:userId/events',
      explain: '/users/:userId/explain',
      batch: '/users/lookup',
      batchName: 'lookup',
    });
    expect(lookupPath('/v1/user-views/:id').collection).toBe('/v1/user-views');
  });

  it.each([
    '',
    '/users',
    '/:id',
    'users/:id',
    '/users/:id/more',
    '/a/:b/:c',
    '/users/*',
    '/a b/:id',
  ])('refuses %j', (path) => {
    expect(() => lookupPath(path)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PATH',
        message: `"${path}" is no path of a lookup. Give a collection and one parameter: /users/:userId`,
      }),
    );
  });
});
