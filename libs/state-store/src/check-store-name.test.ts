import { describe, expect, it } from '@jest/globals';
import { checkStoreName } from './check-store-name.ts';

describe('checkStoreName', () => {
  it.each(['a', '0', 'join-service_user.information-0', 'x'.repeat(200)])('takes %j', (name) => {
    expect(() => checkStoreName(name)).not.toThrow();
  });

  it.each(['', '.hidden', '..', 'a/b', 'a\nb', 'a\n', 'x'.repeat(201)])('refuses %j', (name) => {
    expect(() => checkStoreName(name)).toThrow(
      expect.objectContaining({
        code: 'INVALID_NAME',
        message: expect.stringContaining(`${JSON.stringify(name)} can't name a state store`),
      }),
    );
  });
});
