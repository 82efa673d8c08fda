import { describe, expect, it } from '@jest/globals';
import { schemaIdOf, writeHeader } from './wire-format.ts';

describe('the wire format', () => {
  it('begins with a byte 0 and the schema id, big-endian', () => {
    const bytes = Buffer.alloc(8, 0xff);
    writeHeader(bytes, 2, 0x01020304);
    expect(bytes.toString('hex')).toBe('ffff0001020304ff');
    expect(schemaIdOf(bytes.subarray(2))).toBe(0x01020304);
  });

  it.each([
    ['no bytes', ''],
    ['a header cut short', '00000000'],
    ['another first byte', '0100000001ff'],
    ['JSON', Buffer.from('{"userId":1}').toString('hex')],
    ['id 0', '0000000000'],
    ['a negative id', '00ffffffff'],
  ])('refuses %s', (_what, hex) => {
    expect(() => schemaIdOf(Buffer.from(hex, 'hex'))).toThrow(
      expect.objectContaining({ code: 'UNDECODABLE' }),
    );
  });
});
