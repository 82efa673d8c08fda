import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Outcome {
  readonly code: number | null;
  readonly out: string[];
  readonly err: string[];
}

/** Runs a scenario of the fixture; `onUp` is called once it says that it is up. */
async function run(
  scenario: string,
  onUp: (kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(__dirname, 'run-service.fixture.ts'), scenario]);
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    const wasUp = out.includes('up\n');
    out += chunk.toString();
    if (!wasUp && out.includes('up\n')) onUp((signal) => child.kill(signal));
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = (text: string) => text.split('\n').filter((line) => line !== '');
  return { code, out: lines(out), err: lines(err) };
}

const noListeners = 'listeners left: 0,0,0,0';

describe('runService', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'closes in reverse order on %s, and exits with 0',
    async (signal) => {
      expect(await run('orderly', (kill) => kill(signal))).toEqual({
        code: 0,
        out: ['up', 'stopping', 'closed the server', 'closed the log', noListeners],
        err: [],
      });
    },
  );

  it('takes signals that npm and Nx pass on for the same wish', async () => {
    const outcome = await run('orderly', (kill) => {
      kill('SIGINT');
      kill('SIGTERM');
      kill('SIGINT');
    });
    expect(outcome).toMatchObject({ code: 0, err: [] });
    expect(outcome.out).toContain('closed the log');
  });

  it('ends at once at a later second signal', async () => {
    const outcome = await run('a step hangs for long', (kill) => {
      kill('SIGINT');
      setTimeout(() => kill('SIGINT'), 1_500);
    });
    expect(outcome).toEqual({ code: 1, out: ['up'], err: [] });
  });

  it('gives closing a time limit', async () => {
    expect(await run('a step hangs too long', (kill) => kill('SIGINT'))).toEqual({
      code: 1,
      out: ['up'],
      err: ['fixture: did not close within 0.2 s; ends now.'],
    });
  });

  it.each([
    ['start fails', 'fixture: Port 8080 is taken.'],
    ['background fails', 'fixture: The disk is full.'],
    ['promise rejected', 'fixture: Nobody waited.'],
    ['thrown in a timer', 'fixture: Nobody caught.'],
  ])('prints one line, closes, and exits with 1 when: %s', async (scenario, line) => {
    expect(await run(scenario)).toEqual({
      code: 1,
      out: ['closed the log', noListeners],
      err: [line],
    });
  });

  it('runs the other steps when one fails', async () => {
    expect(await run('a step fails', (kill) => kill('SIGTERM'))).toEqual({
      code: 1,
      out: ['up', 'closed the log', noListeners],
      err: ['fixture: Cannot close.'],
    });
  });

  it('closes what a start that was stopped had opened, and takes that for no failure', async () => {
    expect(await run('stopped while starting', (kill) => kill('SIGINT'))).toEqual({
      code: 0,
      out: ['up', 'closed the log', 'closed the server', noListeners],
      err: [],
    });
  });

  it('takes it for no failure that a start found the log closed by stopping', async () => {
    expect(await run('cut off while starting', (kill) => kill('SIGINT'))).toEqual({
      code: 0,
      out: ['up', noListeners],
      err: [],
    });
  });

  it('does not wait for what somebody forgot to close', async () => {
    expect(await run('something is left open', (kill) => kill('SIGINT'))).toEqual({
      code: 0,
      out: ['up', noListeners],
      err: [],
    });
  });
});
