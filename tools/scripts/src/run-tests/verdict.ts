import type { TestReport } from './test-report.ts';

/** What a run comes to: the lines to end with, and the exit code. */
export interface Verdict {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 1;
}

/**
 * Green only when Nx was content, every project that has tests (`projects`) ran some, none was skipped, and
 * no file was left out that should not be. The last line is always `N passed, N failed`.
 */
export function verdict(
  report: TestReport,
  nxExitCode: number,
  projects: readonly string[],
  wronglyLeftOut = 0,
): Verdict {
  const untested = projects.filter((project) => !report.testedProjects.has(project));
  const complaints = [
    ...(report.failedTasks.length > 0 ? [`Failed: ${report.failedTasks.join(', ')}`] : []),
    ...(untested.length > 0 ? [`Have tests, but ran none: ${untested.join(', ')}`] : []),
    ...(report.skipped > 0 ? [`Skipped tests, which are not allowed: ${report.skipped}`] : []),
    ...(wronglyLeftOut > 0
      ? [`Left-out test files, which CI=true does not allow: ${wronglyLeftOut}`]
      : []),
    ...(nxExitCode !== 0 && report.failedTasks.length === 0
      ? [`Nx ended with exit code ${nxExitCode}`]
      : []),
    ...(report.passed === 0 ? ['No test passed'] : []),
  ];
  return {
    lines: [...complaints, `${report.passed} passed, ${report.failed} failed`],
    exitCode: complaints.length === 0 && report.failed === 0 ? 0 : 1,
  };
}
