import { availableParallelism } from 'node:os';
import { limitsProjects } from './chosen-projects.ts';

/** A check of one project, and the same of all, which one process does in a fraction of the time. */
const checks = [
  { ofOne: 'lint', ofAll: 'lint-all' },
  { ofOne: 'typecheck', ofAll: 'typecheck-all' },
];

/**
 * The projects whose tasks take longest, the longest first: what begins last must not hold up the end.
 * Nx begins with projects that others depend on, most of all, and takes the rest in this order.
 */
const longest = [
  ...['e2e', 'workspace-checks', 'bench-http', 'user-info-http', 'rehearse', 'stage'],
  ...['monitoring', 'bench-kafka'],
];

/** Many tests wait for other processes half of their time: so many at once keep the processors busy. */
const tasksAtOnce = availableParallelism() + 1;

/**
 * What Nx is told: to check, test and build what `npm test` was limited to by its arguments, else
 * everything; `tested` are all projects that have tests.
 */
export function nxArguments(args: readonly string[], tested: readonly string[]): string[] {
  const isLimited = limitsProjects(args);
  const targets = checks.map(({ ofAll, ofOne }) => (isLimited ? ofOne : ofAll));
  const everything = ['-p', [...longest, ...tested, 'tag:type:app'].join(',')];
  return [
    ...['run-many', '-t', ...targets, 'format-check', 'test', 'build'],
    ...['--outputStyle=static', `--parallel=${tasksAtOnce}`],
    ...(isLimited ? args : [...everything, ...args]),
  ];
}
