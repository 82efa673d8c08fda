import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import { eventLogConformance } from '@user-information/event-log/conformance';
import type { EmbeddedEventLog } from './embedded-event-log.ts';
import { openEmbeddedEventLog } from './open-embedded-event-log.ts';

const directory = mkdtempSync(join(tmpdir(), 'event-log-'));
afterAll(() => rmSync(directory, { recursive: true }));

const clean = (log: EventLog): Promise<void> =>
  (log as EventLog & Pick<EmbeddedEventLog, 'clean'>).clean();

eventLogConformance({
  name: 'the embedded log',
  open: () =>
    openEmbeddedEventLog({ directory, cleans: false, minDirtyRatio: 0, minCompactionLagMs: 0 }),
  capabilities: {
    oneMemberAGroup: true,
    truncates: true,
    valueBytes: 1_000_000,
    compact: clean,
    expire: clean,
  },
});
