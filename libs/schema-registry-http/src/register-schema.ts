import { assertCompatible, canonicalForm } from '@user-information/serde';
import type { AvroSchema } from '@user-information/serde';
import type { RegistryApi, SubjectVersion } from './registry-api.ts';

/**
 * The id of a schema under a subject, which it is added to if it is new there.
 *
 * Whether it is new, and whether it may be added, is found out here and by the registry: registries
 * differ in which schemas they call equal, and in what they say of those that are not compatible. And
 * the versions are looked at once more after it was added, since another process may have added one at
 * the same time, while the subject had no level yet.
 */
export async function registerSchema(
  api: RegistryApi,
  subject: string,
  schema: AvroSchema,
): Promise<number> {
  assertCompatible(subject, schema, [], 'NONE'); // Is it a schema at all?
  const form = canonicalForm(schema);
  const isEqual = (version: SubjectVersion): boolean => canonicalForm(version.schema) === form;

  const same = await api.lookUp(subject, schema);
  if (same !== undefined && isEqual(same)) return same.id;
  const before = await api.versions(subject);
  const equal = before.find(isEqual);
  if (equal !== undefined) return equal.id;

  const ownLevel = await api.compatibility(subject);
  const level = ownLevel ?? 'BACKWARD';
  assertCompatible(subject, schema, schemasOf(before), level);
  const add = (): Promise<void> => api.addVersion(subject, schema);
  await (ownLevel === undefined ? addWithLevel(api, subject, add) : add());

  const after = await api.versions(subject, before);
  const added = after.find(isEqual);
  if (added === undefined) throw api.lost(subject);
  const isNew = ({ version }: SubjectVersion): boolean =>
    before.every((each) => each.version !== version);
  const inBetween = after.filter((each) => each.version < added.version && isNew(each));
  if (level !== 'NONE') await mustRead(api, subject, added, inBetween);
  return added.id;
}

/**
 * The level is set before there is anything to be checked, so that it holds for whoever comes second.
 * Some registries take one only for a subject that has a version.
 */
async function addWithLevel(
  api: RegistryApi,
  subject: string,
  add: () => Promise<void>,
): Promise<void> {
  const isSet = await api.setCompatibility(subject, 'BACKWARD');
  await add();
  if (!isSet) await api.setCompatibility(subject, 'BACKWARD');
}

/**
 * Other processes were first, unseen by the registry when it checked: a version that it would have
 * refused is taken back. All of theirs must be readable, since some may be taken back too.
 */
async function mustRead(
  api: RegistryApi,
  subject: string,
  added: SubjectVersion,
  others: readonly SubjectVersion[],
): Promise<void> {
  try {
    assertCompatible(subject, added.schema, schemasOf(others), 'BACKWARD_TRANSITIVE');
  } catch (error) {
    await api.removeVersion(subject, added.version);
    throw error;
  }
}

function schemasOf(versions: readonly SubjectVersion[]): AvroSchema[] {
  return versions.map(({ schema }) => schema);
}
