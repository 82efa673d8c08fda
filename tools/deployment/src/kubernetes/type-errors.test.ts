import { describe, expect, it } from '@jest/globals';
import type { Manifest } from './kinds.ts';
import { typeErrors } from './type-errors.ts';

const budget = (name: string, spec: object): Manifest => {
  const manifest = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec };
  return { ...manifest, metadata: { name } };
};

describe('typeErrors', () => {
  it('names what Kubernetes would not take, and the object', () => {
    const errors = typeErrors([
      budget('fine', { maxUnavailable: 1 }),
      budget('fine-too', { maxUnavailable: '30%' }),
      budget('unknown-field', { maxUnavailabel: 1 }),
      budget('wrong-type', { maxUnavailable: true }),
      { ...budget('old', {}), apiVersion: 'policy/v1beta1' },
      { ...budget('unknown-kind', {}), kind: 'PodBudget' },
    ]);
    expect(errors).toEqual([
      expect.stringMatching(
        /^PodDisruptionBudget unknown-field: .*maxUnavailabel"' does not exist/,
      ),
      expect.stringMatching(/^PodDisruptionBudget wrong-type: Type 'true' is not assignable/),
      expect.stringMatching(/^PodDisruptionBudget old: Type '"policy\/v1beta1"' is not assignable/),
      expect.stringMatching(/^PodBudget unknown-kind: Property 'PodBudget' does not exist/),
    ]);
  });
});
