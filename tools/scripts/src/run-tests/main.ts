/**
 * `npm test`: lints, type-checks, builds and then tests everything through Nx, and ends with what
 * failed and one line that counts all tests. Arguments go to Nx: `npm test -- -p streams` looks at one project. Where tests
 * need Kafka, one is started for all of them. Those whose servers can't be had are left out.
 */
import { findTestPrograms, startTestServers } from '@user-information/servers';
import { chosenProjects } from './chosen-projects.ts';
import { failedTests } from './failed-tests.ts';
import { nxArguments } from './nx-arguments.ts';
import { projectsWithTests } from './projects-with-tests.ts';
import { runNx } from './run-nx.ts';
import { leftOutBlock, leftOutFiles, needsKafka } from './server-tests.ts';
import { readTestReport } from './test-report.ts';
import { verdict } from './verdict.ts';

const args = process.argv.slice(2);
const chosen = chosenProjects(args);
const allProjects = projectsWithTests(process.cwd());
const projects = allProjects.filter(({ name }) => chosen?.includes(name) ?? true);
const testFiles = projects.flatMap(({ files }) => files);

const programs = findTestPrograms(process.env);
const { checks, tests } = nxArguments(
  args,
  allProjects.map(({ name }) => name),
);
// Servers take a while to start, and the first time to be fetched.
const checking = runNx(checks, programs.env);
const [checked, servers] = await Promise.all([
  checking,
  testFiles.some(needsKafka) ? startTestServers(programs.env) : undefined,
]);
const missing = { ...programs.missing, ...servers?.missing };
const { exitCode, interruptedBy, output } = await (
  checked.interruptedBy === undefined ? runNx(tests, servers?.env ?? programs.env) : checking
).finally(async () => servers?.stop());

if (interruptedBy !== undefined) {
  process.exitCode = interruptedBy;
} else {
  const leftOut = leftOutFiles(testFiles, missing);
  const ranSome = projects.filter(({ files }) => files.some((file) => !leftOut.includes(file)));
  const { failedTasks, ...report } = readTestReport(output);
  const { lines, exitCode: verdictCode } = verdict(
    {
      ...report,
      failedTasks: [...new Set([...readTestReport(checked.output).failedTasks, ...failedTasks])],
    },
    Math.max(checked.exitCode, exitCode),
    // A choice of projects leaves others out on purpose.
    args.length === 0 ? ranSome.map(({ name }) => name) : [],
    process.env['CI'] === 'true' ? leftOut.length : 0,
  );
  const failures = failedTests(output).map((failure) => `${failure}\n`);
  const ending = [...failures, ...leftOutBlock(leftOut, missing), ...lines];
  process.stdout.write(`\n${ending.join('\n')}\n`);
  process.exitCode = verdictCode;
}
