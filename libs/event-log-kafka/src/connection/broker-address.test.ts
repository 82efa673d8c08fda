import { describe, expect, it } from '@jest/globals';
import { addressText, parseBrokerAddress } from './broker-address.ts';

describe('parseBrokerAddress', () => {
  it.each([
    ['localhost:9092', { host: 'localhost', port: 9_092 }],
    ['kafka-1.example.com:1', { host: 'kafka-1.example.com', port: 1 }],
    ['127.0.0.1:65535', { host: '127.0.0.1', port: 65_535 }],
    ['[::1]:9092', { host: '::1', port: 9_092 }],
  ])('reads %s', (text, address) => {
    expect(parseBrokerAddress(text)).toEqual(address);
    expect(addressText(address)).toBe(text);
  });

  it.each([
    '',
    'localhost',
    'localhost:',
    ':9092',
    'a:b:9092',
    'a:0',
    'a:65536',
    'http://a:9092',
    'a:1,b:2',
  ])('refuses %j', (text) => {
    expect(() => parseBrokerAddress(text)).toThrow(`"${text}" is no address of a broker`);
  });
});
