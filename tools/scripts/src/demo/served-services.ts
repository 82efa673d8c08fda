import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openAlone } from './open-alone.ts';

/** Files that are open alone while their service runs; here, so that they are not collected. */
const marks: DatabaseSync[] = [];

/** Marks a service as served from this workspace, until this process ends in whatever way. */
export function markAsServed(workspace: string, service: string): void {
  const folder = marksFolder(workspace);
  const mark = openAlone(join(folder, `${service}.lock`));
  if (mark === undefined) return;
  marks.push(mark);
  writeFileSync(join(folder, `${service}.pid`), String(process.pid));
}

/** The process of a service that is marked as served in this folder; undefined when there is none. */
export function servedPid(folder: string, service: string): number | undefined {
  if (!isHeld(join(folder, `${service}.lock`))) return undefined;
  return Number(readFileSync(join(folder, `${service}.pid`), 'utf8'));
}

/** The services that Nx serves from this workspace at this moment. */
export function servedServices(workspace: string): string[] {
  const folder = marksFolder(workspace);
  const files = readdirSync(folder).filter((file) => file.endsWith('.lock'));
  const held = files.filter((file) => isHeld(join(folder, file)));
  return held.map((file) => file.slice(0, -'.lock'.length)).sort();
}

function isHeld(file: string): boolean {
  if (!existsSync(file)) return false;
  const mark = openAlone(file);
  mark?.close();
  return mark === undefined;
}

function marksFolder(workspace: string): string {
  const folder = resolve(workspace, process.env['SERVING_DIR'] ?? '.nx/serving');
  mkdirSync(folder, { recursive: true });
  return folder;
}
