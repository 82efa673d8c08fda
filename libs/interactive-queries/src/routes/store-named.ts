import type { StoreDescription } from '@user-information/state-store';
import { unknownStore } from '../problems.ts';
import type { QueryContext } from '../query-context.ts';

/** Throws a problem of status 404, with the stores that there are. */
export function storeNamed(
  { stores }: Pick<QueryContext, 'stores'>,
  name: string,
): StoreDescription {
  const found = stores.stores.find((store) => store.name === name);
  if (found === undefined) throw unknownStore(name, stores.stores);
  return found;
}
