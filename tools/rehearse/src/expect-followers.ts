import { followersOf } from './view.ts';

/** Fails unless the view has so many followers of a user: now, or once it includes a position. */
export async function expectFollowers(
  viewUrl: string,
  userId: string,
  expected: number,
  after = '',
): Promise<void> {
  const followers = await followersOf(viewUrl, userId, after);
  if (followers !== expected) {
    throw new Error(`the view has ${followers} followers of ${userId}, not ${expected}`);
  }
}
