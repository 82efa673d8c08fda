import { describe, expect, it } from '@jest/globals';
import { crc32c } from './crc32c.ts';

describe('crc32c', () => {
  // RFC 3720, appendix B.4, and the check value of the catalogue of CRCs.
  it.each([
    ['32 zeros', Buffer.alloc(32), 0x8a_91_36_aa],
    ['32 ones', Buffer.alloc(32, 0xff), 0x62_a8_ab_43],
    ['0 to 31', Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)), 0x46_dd_79_4e],
    ['31 to 0', Buffer.from(Array.from({ length: 32 }, (_, byte) => 31 - byte)), 0x11_3f_db_5c],
    ['123456789', Buffer.from('123456789'), 0xe3_06_92_83],
    ['nothing', Buffer.alloc(0), 0],
  ])('is right for %s', (_, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('can begin and end anywhere', () => {
    const bytes = Buffer.from('before123456789after');
    expect(crc32c(bytes, 6, 15)).toBe(0xe3_06_92_83);
  });
});
