export type { FailureKind, ProblemKind, SourceProblem } from './source-problem.ts';
export { type TwitterOptions, twitterStatuses } from './twitter-statuses.ts';
