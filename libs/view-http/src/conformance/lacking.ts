import { describe, expect, it } from '@jest/globals';
import type { ViewCapability } from './options.ts';
import type { Suite } from './suite.ts';
import { aProblem, row } from './suite.ts';

export function lackingTests(suite: Suite, lacks: readonly ViewCapability[]): void {
  if (lacks.length === 0) return;
  describe('what it can not do', () => {
    it.each(lacks)('is not claimed: %s', async (capability) => {
      const id = `${suite.freshPrefix()}a`;
      const positions = await suite.view.put({ [id]: row(1) });
      await suite.served(positions);
      const isPath = capability !== 'positions';
      const rest = isPath ? `/${capability}` : `?after=${positions.join()}`;
      expect(await suite.ask(suite.pathOf(id) + rest)).toEqual(aProblem(isPath ? 404 : 501));
    });
  });
}
