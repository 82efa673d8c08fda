import { describe, expect, it } from '@jest/globals';
import { Backoff } from './backoff.ts';
import { ConnectionFailure, type FailureKind } from './source-problem.ts';

const NOW = 1_700_000_000_000;

/** The waits after failures of a kind, one after the other, with no good stream in between. */
function delays(kind: FailureKind, count: number, upMs: number | null = null): number[] {
  const backoff = new Backoff(() => 0);
  const failure = new ConnectionFailure(kind, 'test');
  return Array.from({ length: count }, () => backoff.delayMs(failure, upMs, NOW));
}

describe('Backoff', () => {
  it('tries a stream that dropped at once, then 250 ms later each time', () => {
    expect(delays('disconnected', 4, 1_000)).toEqual([0, 250, 500, 750]);
    expect(delays('stalled', 2, 1_000)).toEqual([0, 250]);
  });

  it('goes up by 250 ms to 16 s when there is no network', () => {
    expect(delays('unreachable', 3)).toEqual([250, 500, 750]);
    expect(delays('unreachable', 100).at(-1)).toBe(16_000);
  });

  it('doubles from 5 s to 320 s when X answers with an error', () => {
    expect(delays('http-error', 9)).toEqual(
      [5, 10, 20, 40, 80, 160, 320, 320, 320].map((seconds) => seconds * 1_000),
    );
  });

  it.each(['rate-limited', 'too-many-connections'] as const)(
    'doubles from a minute to a quarter of an hour when %s',
    (kind) => {
      expect(delays(kind, 6)).toEqual(
        [60, 120, 240, 480, 900, 900].map((seconds) => seconds * 1_000),
      );
    },
  );

  it('waits for the end of the window that X names, and up to a second more', () => {
    const failure = new ConnectionFailure('rate-limited', 'test', NOW + 90_000);
    expect(new Backoff(() => 0).delayMs(failure, null, NOW)).toBe(90_000);
    expect(new Backoff(() => 0.5).delayMs(failure, null, NOW)).toBe(90_500);
    expect(new Backoff(() => 0).delayMs(failure, null, NOW + 90_000)).toBe(60_000);
  });

  it('shortens other waits by up to a fifth, at random', () => {
    const failure = new ConnectionFailure('http-error', 'test');
    expect(new Backoff(() => 0.5).delayMs(failure, null, NOW)).toBe(4_500);
  });

  it('forgets errors of the network after a good stream, those of HTTP after any', () => {
    const backoff = new Backoff(() => 0);
    const dropped = new ConnectionFailure('disconnected', 'test');
    const refused = new ConnectionFailure('http-error', 'test');
    expect(backoff.delayMs(refused, null, NOW)).toBe(5_000);
    expect(backoff.delayMs(dropped, 1_000, NOW)).toBe(0);
    expect(backoff.delayMs(refused, null, NOW)).toBe(5_000);
    expect(backoff.delayMs(dropped, 1_000, NOW)).toBe(250);
    expect(backoff.delayMs(dropped, 20_000, NOW)).toBe(0);
  });
});
