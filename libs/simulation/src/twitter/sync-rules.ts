import type { StreamingV2GetRulesResult, StreamingV2UpdateRulesAddResult } from 'twitter-api-v2';
import { SourceError } from '../errors.ts';
import { describeProblem } from './describe-problem.ts';
import type { XConnection } from './x-connection.ts';

const PATH = 'tweets/search/stream/rules';
/** Tells our rules from those that others made for the same X app. */
const TAG = 'user-information-service';

/**
 * Makes these the filtered stream's rules: adds what is missing and deletes what an earlier run
 * made. Rules that others made stay, and X delivers what matches those too.
 *
 * @throws SourceError INVALID_RULE, ConnectionFailure
 */
export async function syncRules(connection: XConnection, rules: readonly string[]): Promise<void> {
  const { data: present = [] } = await connection.get<Partial<StreamingV2GetRulesResult>>(PATH);
  const obsolete = present.filter((rule) => rule.tag === TAG && !rules.includes(rule.value));
  if (obsolete.length > 0) {
    await connection.post(PATH, { delete: { ids: obsolete.map((rule) => rule.id) } });
  }
  const missing = rules.filter((value) => !present.some((rule) => rule.value === value));
  if (missing.length > 0) await addRules(connection, missing);
}

async function addRules(connection: XConnection, values: readonly string[]): Promise<void> {
  const add = values.map((value) => ({ value, tag: TAG }));
  try {
    const { errors } = await connection.post<StreamingV2UpdateRulesAddResult>(PATH, { add });
    if (errors !== undefined) throw invalidRule(describeProblem({ errors }));
  } catch (error) {
    // X answers 400 when it takes none of them.
    const isRefusal = error instanceof SourceError && error.code === 'REJECTED';
    throw isRefusal ? invalidRule(error.message) : error;
  }
}

function invalidRule(said: string): SourceError {
  return new SourceError(
    'INVALID_RULE',
    `X does not take every rule: ${said} Correct it; see ` +
      'https://docs.x.com/x-api/posts/filtered-stream/integrate/build-a-rule.',
  );
}
