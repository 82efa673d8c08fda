/** As much of a row of the view as a rehearsal looks at. */
export interface User {
  readonly userId: string;
  readonly name: string;
  readonly followerCount: number;
}

/** Two users that the view has; not the auditor's, whom nobody follows. */
export async function someUsers(viewUrl: string): Promise<[User, User]> {
  const response = await fetch(`${viewUrl}/users?limit=3`);
  const { items } = (await response.json()) as { readonly items: readonly User[] };
  const [one, other] = items.filter(({ userId }) => userId !== 'canary');
  if (one === undefined || other === undefined) throw new Error('The view has no two users.');
  return [one, other];
}

/** How many followers a user has: by what is served now, or once that includes a position. */
export async function followersOf(viewUrl: string, userId: string, after = ''): Promise<number> {
  const query = after === '' ? '' : `?after=${after}&waitMs=10000`;
  const response = await fetch(`${viewUrl}/users/${encodeURIComponent(userId)}${query}`);
  if (!response.ok) throw new Error(`The view answers ${response.status}.`);
  return ((await response.json()) as User).followerCount;
}
