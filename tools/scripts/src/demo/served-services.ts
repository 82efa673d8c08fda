import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openAlone } from './open-alone.ts';

/** Files that are open alone while their service runs; here, so that they are not collected. */
const marks: (DatabaseSync | undefined)[] = [];

/** Marks a service as served from this workspace, until this process ends in whatever way. */
export function markAsServed(workspace: string, service: string): void {
  marks.push(openAlone(join(marksFolder(workspace), `${service}.lock`)));
}

/** The services that Nx serves from this workspace at this moment. */
export function servedServices(workspace: string): string[] {
  const folder = marksFolder(workspace);
  const files = readdirSync(folder).filter((file) => file.endsWith('.lock'));
  const held = files.filter((file) => {
    const mark = openAlone(join(folder, file));
    mark?.close();
    return mark === undefined;
  });
  return held.map((file) => file.slice(0, -'.lock'.length)).sort();
}

function marksFolder(workspace: string): string {
  const folder = join(workspace, '.nx/serving');
  mkdirSync(folder, { recursive: true });
  return folder;
}
