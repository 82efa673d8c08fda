import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { servedPid } from './served-services.ts';
import { ToyWorkspace } from './toy-workspace.ts';

/** Announces its process id in a file, runs until it is told to stop, and then takes its leave. */
const well = `
  import { writeFileSync } from 'node:fs';
  const running = setInterval(() => {}, 1_000);
  process.on('SIGTERM', () => {
    clearInterval(running);
    console.log('closed in good order');
  });
  writeFileSync(process.argv[1] + '.pid', String(process.pid));
  console.log('listens', process.env.LOG_FORMAT);
`;
/** Waits for the other two, so that they are there to be ended. */
const failing = `
  import { existsSync } from 'node:fs';
  const others = ['one', 'two'].map((name) => 'apps/' + name + '/src/main.ts.pid');
  const waiting = setInterval(() => {
    if (!others.every((file) => existsSync(file))) return;
    clearInterval(waiting);
    console.error('port 8080 is taken');
    process.exitCode = 1;
  }, 20);
`;

let workspace: ToyWorkspace;
afterEach(() => workspace.remove());

function pidOf(service: string): number {
  return Number(readFileSync(join(workspace.folder, `apps/${service}/src/main.ts.pid`)));
}

function isAlive(service: string): boolean {
  try {
    process.kill(pidOf(service), 0);
    return true;
  } catch {
    return false;
  }
}

describe('nx run-many -t serve', () => {
  it('ends all services when one fails, and says why', async () => {
    workspace = new ToyWorkspace({ one: well, two: well, three: failing });
    const demo = workspace.serve();
    expect(await demo.ended()).not.toBe(0);
    expect(demo.output).toContain('[three] port 8080 is taken');
    expect(demo.output).toContain('[one] closed in good order');
    expect(demo.output).toContain('[two] closed in good order');
    expect([isAlive('one'), isAlive('two')]).toEqual([false, false]);
  });

  it('ends all services on Ctrl-C', async () => {
    workspace = new ToyWorkspace({ one: well, two: well });
    const demo = workspace.serve();
    await demo.printed('[one] listens pretty');
    await demo.printed('[two] listens pretty');
    expect([isAlive('one'), isAlive('two')]).toEqual([true, true]);
    demo.signal('SIGINT');
    await demo.ended();
    expect([isAlive('one'), isAlive('two')]).toEqual([false, false]);
  });

  it('leaves no service behind when Nx itself is killed', async () => {
    const phone = createServer().listen(0);
    const { port } = phone.address() as AddressInfo;
    workspace = new ToyWorkspace({
      one: `import { connect } from 'node:net'; connect(${port}); console.log('rings');`,
    });
    const demo = workspace.serve();
    const [line] = (await once(phone, 'connection')) as [Socket];
    await demo.printed('[one] rings');
    demo.signal('SIGKILL');
    // The operating system hangs up for a process that is gone.
    await once(line.resume(), 'close');
    phone.close();
  });

  it('refuses a second demo, and goes on with the first', async () => {
    workspace = new ToyWorkspace({ one: well, two: well });
    const demo = workspace.serve();
    await demo.printed('[one] listens');
    await demo.printed('[two] listens');
    const second = workspace.serve();
    expect(await second.ended()).toBe(1);
    expect(second.output).toContain(
      'A demo of this checkout runs already (one, two): stop it with Ctrl-C first.',
    );
    expect([isAlive('one'), isAlive('two')]).toEqual([true, true]);
    demo.signal('SIGINT');
    await demo.ended();
  });

  it('goes on without a service that was killed, until that one is served again', async () => {
    workspace = new ToyWorkspace({ one: well, two: well });
    const demo = workspace.serve();
    await demo.printed('[one] listens');
    await demo.printed('[two] listens');
    const marks = join(workspace.folder, '.nx/serving');
    expect(servedPid(marks, 'one')).toBe(pidOf('one'));
    expect(servedPid(marks, 'three')).toBeUndefined();
    process.kill(pidOf('one'), 'SIGKILL');
    await demo.printed('exited with non-zero status code');
    expect(servedPid(marks, 'one')).toBeUndefined();
    const again = workspace.serve('one');
    await again.printed('[one] listens');
    expect([isAlive('one'), isAlive('two')]).toEqual([true, true]);
    for (const run of [again, demo]) {
      run.signal('SIGINT');
      await run.ended();
    }
    expect([isAlive('one'), isAlive('two')]).toEqual([false, false]);
  });
});
