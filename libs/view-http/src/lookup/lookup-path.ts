import { ViewError } from '../errors.ts';

/** The paths of a view, and its words for a row. */
export interface LookupPath {
  /** `/users`: the list. */
  readonly collection: string;
  /** `/users/:userId`: one row. */
  readonly row: string;
  /** `userId` */
  readonly parameter: string;
  /** `/users/:userId/events`: how the row changes. */
  readonly events: string;
  /** `/users/:userId/explain`: how current the row is. */
  readonly explain: string;
  /** `/users/lookup`: several rows. */
  readonly batch: string;
  /** `lookup`, which may be a key, too. */
  readonly batchName: string;
}

/** Takes `/users/:userId` apart. */
export function lookupPath(path: string): LookupPath {
  const match = /^((?:\/[a-z0-9._-]+)+)\/:([a-z][a-z0-9_]*)$/i.exec(path);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new ViewError(
      'INVALID_PATH',
      `"${path}" is no path of a lookup. Give a collection and one parameter: /users/:userId`,
    );
  }
  const [, collection, parameter] = match;
  const batchName = 'lookup';
  return {
    collection,
    row: path,
    parameter,
    events: `${path}/events`,
    explain: `${path}/explain`,
    batch: `${collection}/${batchName}`,
    batchName,
  };
}
