import { stripVTControlCharacters } from 'node:util';

/** What a run of Nx said about the tests and tasks in it. */
export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  /** Skipped or left as a todo. */
  readonly skipped: number;
  /** Projects in which Jest counted at least one test. */
  readonly testedProjects: ReadonlySet<string>;
  /** Tasks such as `streams:lint`, in the order in which Nx names them. */
  readonly failedTasks: readonly string[];
}

const taskHeader = /^> nx run (?<project>[^:\s]+):/;
const testsLine = /^Tests: +(?<counts>.*\d+ total)$/;
const failedTasksTitle = /^Failed tasks:$/;
const listedTask = /^- (?<task>\S+:\S+)$/;

/**
 * Reads the output of `nx run-many --outputStyle=static`, in which each task's output follows its
 * header in one piece, whether the task ran or came from the cache.
 */
export function readTestReport(output: string): TestReport {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const testedProjects = new Set<string>();
  const failedTasks: string[] = [];
  let project = '';
  let isListingFailures = false;

  for (const line of stripVTControlCharacters(output).split(/\r?\n/)) {
    project = taskHeader.exec(line)?.groups?.['project'] ?? project;
    isListingFailures ||= failedTasksTitle.test(line);
    const failedTask = isListingFailures ? listedTask.exec(line)?.groups?.['task'] : undefined;
    if (failedTask !== undefined) failedTasks.push(failedTask);
    const counts = testsLine.exec(line)?.groups?.['counts'];
    if (counts === undefined) continue;
    total.passed += countOf(counts, 'passed');
    total.failed += countOf(counts, 'failed');
    total.skipped += countOf(counts, 'skipped') + countOf(counts, 'todo');
    if (countOf(counts, 'total') > 0) testedProjects.add(project);
  }
  return { ...total, testedProjects, failedTasks };
}

/** `countOf('1 failed, 8 passed, 9 total', 'passed')` is 8. */
function countOf(counts: string, word: string): number {
  return Number(new RegExp(`(\\d+) ${word}`).exec(counts)?.[1] ?? 0);
}
