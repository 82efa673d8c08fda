/** A Redis URL without what nobody may read in a log: user and password. */
export function describeUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** The number of the database: 0 when the URL names none. */
export function databaseOf(url: string): number {
  const { pathname } = new URL(url);
  return Number(pathname.replace(/^\//, ''));
}
