/**
 * `npm test`: lints, type-checks, tests and builds every project through Nx, and ends with one line
 * that counts all tests. Arguments go to Nx: `npm test -- -p streams` looks at one project.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectsWithTests } from './projects-with-tests.ts';
import { readTestReport } from './test-report.ts';
import { verdict } from './verdict.ts';

const nxArguments = process.argv.slice(2);
const nx = spawn(
  'nx',
  [
    ...['run-many', '-t', 'lint', 'format-check', 'typecheck', 'test', 'build'],
    ...['--outputStyle=static', '--parallel=2', ...nxArguments],
  ],
  { stdio: ['ignore', 'pipe', 'pipe'], env: coloured(process.env) },
);
// Nx names the failed tasks on standard error.
const chunks: Buffer[] = [];
const streams = [
  [nx.stdout, process.stdout],
  [nx.stderr, process.stderr],
] as const;
for (const [from, to] of streams) {
  from.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    to.write(chunk);
  });
}
const [exitCode] = (await once(nx, 'close')) as [number | null];

// A choice of projects leaves others out on purpose.
const expected = nxArguments.length === 0 ? projectsWithTests(process.cwd()) : [];
const { lines, exitCode: verdictCode } = verdict(
  readTestReport(Buffer.concat(chunks).toString()),
  exitCode ?? 1,
  expected,
);
process.stdout.write(`\n${lines.join('\n')}\n`);
process.exitCode = verdictCode;

/** Nx writes to a pipe here and would leave its colours out, though a person looks on. */
function coloured(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? { FORCE_COLOR: '1', ...env } : env;
}
