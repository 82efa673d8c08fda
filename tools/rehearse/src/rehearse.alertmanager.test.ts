import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const workspace = resolve(__dirname, '../../..');

const seen = [
  /^✓ All 7 services are ready; the page shows them at http:\S+\.$/,
  /^✓ Prometheus and Alertmanager watch over them: their heartbeat reaches the webhook\.$/,
  /^✓ .+ follows .+: in the log after .+, served after .+; followers 0 → 1\.$/,
  /^✓ join-service is killed with -9: .+ later it is grey on the page\.$/,
  /^✓ .+ unfollows .+: in the log after .+; the view still answers; followers: 1, as before\.$/,
  /^✓ A human is paged .+ after the kill: PipelineStopped, ".+" \(docs\/RUNBOOK\.md#pipelinestopped\)\.$/,
  /^✓ join-service is started: .+ later it has caught up with \d+ records\.$/,
  /^✓ .+'s followers: 0 again\. Nothing was lost\.$/,
  /^✓ The human is told that it is over, .+ after the start\.$/,
  /^✓ The auditor has recounted all \d+ users: every count is right\.$/,
];

/** Where it keeps what it must not leave behind. */
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts it as a terminal does: with a process group of its own, which Ctrl-C reaches as a whole. */
function rehearse() {
  const talk = spawn(process.execPath, ['tools/rehearse/src/main.ts'], {
    cwd: workspace,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  return { talk, ended: once(talk, 'exit'), lines: createInterface({ input: talk.stdout }) };
}

/** Waits until there is no process of its group any more. */
async function allEnded({ pid = 0 }: ChildProcess): Promise<void> {
  try {
    for (;;) {
      process.kill(-pid, 0);
      await delay(50);
    }
  } catch (error) {
    expect(error).toMatchObject({ code: 'ESRCH' });
  }
}

describe('the rehearsal', () => {
  it('goes through the talk, tells each step, and leaves nothing behind', async () => {
    const { ended, lines, talk } = rehearse();
    const told: string[] = [];
    for await (const line of lines) told.push(line.replace(/ +[\d.]+ s {2}/, ' '));
    expect(told).toEqual(seen.map((line) => expect.stringMatching(line)));
    expect(await ended).toEqual([0, null]);
    await allEnded(talk);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is broken off by Ctrl-C, and leaves nothing behind', async () => {
    const { ended, lines, talk } = rehearse();
    const told: string[] = [];
    for await (const line of lines) {
      told.push(line);
      if (told.length === 2) process.kill(-(talk.pid ?? 0), 'SIGINT');
    }
    expect(told.at(-1)).toMatch(/^✗ .+: broken off\.$/);
    expect(await ended).toEqual([130, null]);
    await allEnded(talk);
    expect(readdirSync(folder)).toEqual([]);
  });
});
