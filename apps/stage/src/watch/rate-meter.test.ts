import { expect, it } from '@jest/globals';
import { RateMeter } from './rate-meter.ts';

it('tells how fast a counter grows of late', () => {
  const meter = new RateMeter();
  expect(meter.perSecond).toBe(0);
  meter.saw(0, 1_000);
  expect(meter.perSecond).toBe(0);
  meter.saw(1_000, 1_050);
  expect(meter.perSecond).toBe(50);
  for (const second of [2, 3, 4, 5]) meter.saw(second * 1_000, 1_050 + second * 10);
  expect(meter.perSecond).toBe(10);
});

it('goes on when the counter starts anew', () => {
  const meter = new RateMeter();
  meter.saw(0, 1_000);
  meter.saw(1_000, 20);
  expect(meter.perSecond).toBe(20);
});

it('stands still while nobody tells the counter', () => {
  const meter = new RateMeter();
  meter.saw(0, undefined);
  meter.saw(0, 1_000);
  meter.saw(1_000, undefined);
  expect(meter.perSecond).toBe(0);
  meter.saw(2_000, 1_010);
  expect(meter.perSecond).toBe(5);
});
