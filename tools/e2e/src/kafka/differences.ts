import { isDeepStrictEqual } from 'node:util';

/** What differs between two maps, as one sentence with an example; none when they are equal. */
export function differences<V>(
  what: string,
  actual: ReadonlyMap<string, V>,
  expected: ReadonlyMap<string, V>,
): readonly string[] {
  const keys = [...new Set([...actual.keys(), ...expected.keys()])];
  const wrong = keys.filter((key) => !isDeepStrictEqual(actual.get(key), expected.get(key)));
  const [key] = wrong;
  if (key === undefined) return [];
  const [is, shouldBe] = [actual, expected].map((map) => JSON.stringify(map.get(key)));
  return [
    `${what}: ${wrong.length} of ${keys.length} differ, for instance ${key}, which is ${is} and should be ${shouldBe}.`,
  ];
}
