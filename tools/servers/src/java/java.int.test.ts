import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findJava, javaVersion } from './java.ts';
import { hasMaven, runMaven } from './maven.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'java-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'work'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeProgram(name: string, script: string): void {
  const file = join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

describe('javaVersion', () => {
  it('reads what every Java says', () => {
    expect(javaVersion('openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime …')).toBe(17);
    expect(javaVersion('java version "21" 2023-09-19 LTS')).toBe(21);
    expect(javaVersion('java version "1.8.0_392"')).toBe(8);
    expect(javaVersion('Unable to locate a Java Runtime.')).toBeUndefined();
  });
});

describe('findJava', () => {
  it('takes the one of JAVA_HOME', async () => {
    writeProgram('java', `echo 'openjdk version "25.0.1"' >&2`);
    const command = join(folder, 'bin', 'java');
    expect(await findJava({ JAVA_HOME: folder })).toEqual({ command, version: 25 });
  });

  it('takes the one of the PATH', async () => {
    writeProgram('java', `echo 'openjdk version "17.0.15"' >&2`);
    const PATH = join(folder, 'bin');
    expect(await findJava({ PATH })).toEqual({ command: 'java', version: 17 });
  });

  it('finds none where there is none', async () => {
    expect(await findJava({ PATH: join(folder, 'bin') })).toBeUndefined();
    expect(await findJava({ JAVA_HOME: join(folder, 'gone') })).toBeUndefined();
  });
});

describe('Maven', () => {
  const PATH = process.env['PATH'] ?? '';
  beforeEach(() => {
    process.env['PATH'] = `${join(folder, 'bin')}:${PATH}`;
  });
  afterEach(() => {
    process.env['PATH'] = PATH;
  });

  it('is there or not', async () => {
    expect(await hasMaven({ PATH: join(folder, 'bin') })).toBe(false);
    writeProgram('mvn', 'exit 0');
    expect(await hasMaven({ PATH: join(folder, 'bin') })).toBe(true);
  });

  it('leaves only what it was to fetch', async () => {
    writeProgram('mvn', 'mkdir m2; echo jar >fetched.jar');
    await runMaven(join(folder, 'work'), []);
    expect(readdirSync(join(folder, 'work'))).toEqual(['fetched.jar']);
  });

  it('that fails says why', async () => {
    writeProgram('mvn', `echo '[ERROR] no route to host'; echo more; exit 1`);
    await expect(runMaven(join(folder, 'work'), [])).rejects.toMatchObject({
      code: 'NOT_FETCHED',
      message: expect.stringMatching(/ \(exit code 1\): \[ERROR\] no route to host$/),
    });
  });

  it('that is missing is asked for', async () => {
    writeProgram('mvn', 'exit 127');
    await expect(runMaven(join(folder, 'work'), [])).rejects.toThrow(/Maven is missing/);
  });
});
