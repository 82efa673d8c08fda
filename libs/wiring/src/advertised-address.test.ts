import { hostname } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { advertisedAddress } from './advertised-address.ts';

describe('advertisedAddress', () => {
  it('is where the service listens, unless another was configured', () => {
    expect(advertisedAddress(undefined, 'http://127.0.0.1:8085')).toBe('127.0.0.1:8085');
    expect(advertisedAddress('join-0.join:8085', 'http://127.0.0.1:8085')).toBe('join-0.join:8085');
  });

  it.each(['http://0.0.0.0:8085', 'http://[::]:8085'])("is by the machine's name for %s", (url) => {
    expect(advertisedAddress(undefined, url)).toBe(`${hostname()}:8085`);
  });
});
