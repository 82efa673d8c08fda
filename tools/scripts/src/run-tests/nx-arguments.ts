import { availableParallelism } from 'node:os';
import { limitsProjects } from './chosen-projects.ts';

/** What Nx is told, first and then. */
export interface NxArguments {
  /** To do all for which no server is needed. */
  readonly checks: readonly string[];
  readonly tests: readonly string[];
}

/** What one project is checked for, and the same of all, which one process does in a fraction of the time. */
const ofOne = ['lint', 'typecheck'];
const ofAll = ['lint-all', 'typecheck-all'];

/**
 * The projects whose tests take longest, the longest first: what begins last must not hold up the end.
 * Nx begins with projects that others depend on, most of all, and takes the rest in this order.
 */
const longest = [
  ...['e2e', 'bench-http', 'user-info-http', 'rehearse', 'stage', 'monitoring', 'bench-kafka'],
];

/** Many tests wait for other processes half of their time: so many at once keep the processors busy. */
const tasksAtOnce = availableParallelism() + 1;

/**
 * Has Nx check, build and test what `npm test` was limited to by its arguments, else everything;
 * `tested` are all projects that have tests.
 */
export function nxArguments(args: readonly string[], tested: readonly string[]): NxArguments {
  const isLimited = limitsProjects(args);
  const run = (targets: readonly string[], more: readonly string[] = []) => [
    ...['run-many', '-t', ...targets],
    ...['--outputStyle=static', `--parallel=${tasksAtOnce}`, ...more, ...args],
  ];
  return {
    checks: run([...(isLimited ? ofOne : ofAll), 'format-check', 'build']),
    tests: run(['test'], isLimited ? [] : ['-p', [...longest, ...tested].join(',')]),
  };
}
