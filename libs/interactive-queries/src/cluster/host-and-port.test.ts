import { describe, expect, it } from '@jest/globals';
import { hostAndPort } from './host-and-port.ts';

describe('hostAndPort', () => {
  it.each([
    ['127.0.0.1:8085', { host: '127.0.0.1', port: 8085 }],
    ['join-0.join:8085', { host: 'join-0.join', port: 8085 }],
    ['[::1]:8085', { host: '::1', port: 8085 }],
  ])('takes %s apart', (address, parts) => {
    expect(hostAndPort(address)).toEqual(parts);
  });
});
