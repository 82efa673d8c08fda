import { describe, expect, it } from '@jest/globals';
import { measureSerde } from './measure-serde.ts';

describe('measureSerde', () => {
  it('measures', async () => {
    const figures = await measureSerde(10);
    expect(Object.keys(figures)).toHaveLength(5);
    for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(0);
  });
});
