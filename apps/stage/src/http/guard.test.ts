import { describe, expect, it } from '@jest/globals';
import { isFromPage, isLocal, isSentHere } from './guard.ts';

const here = {
  ip: '127.0.0.1',
  host: 'localhost:8088',
  origin: 'http://localhost:8088',
  token: 'secret',
};

describe('a request', () => {
  it('of the page on this machine may do everything', () => {
    expect([isSentHere(here), isLocal(here), isFromPage(here, 'secret')]).toEqual([
      true,
      true,
      true,
    ]);
    const six = { ...here, ip: '::1', host: '[::1]:8088', origin: 'http://[::1]:8088' };
    expect([isLocal(six), isFromPage(six, 'secret')]).toEqual([true, true]);
  });

  it('of a phone beside it may do what the page does, but nothing to the machine', () => {
    const phone = {
      ...here,
      ip: '10.0.0.7',
      host: '10.0.0.5:8088',
      origin: 'http://10.0.0.5:8088',
    };
    expect([isFromPage(phone, 'secret'), isLocal(phone)]).toEqual([true, false]);
    // It may say any host that it likes.
    expect(isLocal({ ...here, ip: '10.0.0.7' })).toBe(false);
  });

  it.each([
    ['of another site', { origin: 'http://evil.example' }],
    ['of another port', { origin: 'http://localhost:3000' }],
    ['without an origin', { origin: undefined }],
    ['without the token', { token: undefined }],
    ['with another token', { token: 'guess' }],
    [
      'to a name that leads here',
      { host: 'evil.example:8088', origin: 'http://evil.example:8088' },
    ],
  ])('%s is refused', (_what, difference) => {
    expect(isFromPage({ ...here, ...difference }, 'secret')).toBe(false);
  });

  it('to a name that leads here is not of this machine', () => {
    expect(isLocal({ ...here, host: 'evil.example:8088' })).toBe(false);
    expect(isSentHere({ ...here, host: 'evil.example' })).toBe(false);
    expect(isSentHere({ ...here, host: undefined })).toBe(false);
  });
});
