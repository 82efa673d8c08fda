import type { Row } from '@user-information/harness';

/** What user-info-http answers for each of these users; undefined for a 404. */
export async function served(
  url: string,
  userIds: Iterable<string>,
): Promise<Map<string, Row | undefined>> {
  const answers = new Map<string, Row | undefined>();
  for (const userId of userIds) {
    const response = await fetch(`${url}/users/${encodeURIComponent(userId)}`);
    const body = (await response.json()) as Row;
    if (response.status !== 200 && response.status !== 404) {
      throw new Error(`GET /users/${userId} answered ${response.status}: ${JSON.stringify(body)}`);
    }
    // A copy, since under Jest what fetch parses has the prototypes of another realm, and equals nothing.
    answers.set(userId, response.status === 200 ? { ...body } : undefined);
  }
  return answers;
}

/** A row as the HTTP interface writes it: times are ISO 8601 texts. */
export function asServed(row: Row): Row {
  const { joinedDate } = row;
  return {
    ...row,
    joinedDate: joinedDate === null ? null : new Date(Number(joinedDate)).toISOString(),
  };
}
