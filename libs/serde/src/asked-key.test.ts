import { describe, expect, it } from '@jest/globals';
import { askedKeyBytes, askedKeyText } from './asked-key.ts';
import { utf8 } from './utf8.ts';

describe('a key that is asked for', () => {
  it.each(['7', 'a/b?c', 'Zoë', 'x'.repeat(512)])('is found by its bytes: %j', async (text) => {
    const bytes = askedKeyBytes(utf8, text);
    expect(bytes).toEqual(Buffer.from(text));
    expect(await askedKeyText(utf8, bytes)).toBe(text);
  });

  it.each([
    ['', 'The key is empty.'],
    ['ä'.repeat(257), 'The key has 514 bytes; at most 512 are allowed.'],
    ['a\nb', 'The key has control characters.'],
    ['a\u007f', 'The key has control characters.'],
  ])('cannot be %j', async (text, message) => {
    expect(() => askedKeyBytes(utf8, text)).toThrow(
      expect.objectContaining({ code: 'UNENCODABLE', message }),
    );
    expect(await askedKeyText(utf8, Buffer.from(text))).toBeNull();
  });

  it('cannot be what has no bytes, or what no text has', async () => {
    expect(() => askedKeyBytes(utf8, '\ud800')).toThrow(/UTF-8/);
    expect(await askedKeyText(utf8, Buffer.from([0xff]))).toBeNull();
  });

  it('may be held to be shorter', async () => {
    expect(() => askedKeyBytes(utf8, 'abc', 2)).toThrow('at most 2 are allowed');
    expect(await askedKeyText(utf8, Buffer.from('abc'), 2)).toBeNull();
  });

  it('is not to blame for other failures', async () => {
    const broken = { deserialize: () => Promise.reject(new TypeError('out of order')) };
    await expect(askedKeyText(broken, Buffer.from('a'))).rejects.toThrow('out of order');
  });
});
