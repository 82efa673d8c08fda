import type { DatabaseSync } from 'node:sqlite';
import { EventLogError } from '@user-information/event-log';

/** Marks the file as an embedded event log: "UISL" in ASCII, SQLite's `application_id`. */
const APPLICATION_ID = 0x55_49_53_4c;
/** Raised whenever an older program could not read what this one writes. */
const FORMAT_VERSION = 1;

/** Each partition has, besides, a table of records of its own: see partition-table.ts. */
const TABLES = `
  CREATE TABLE topics (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    retention_ms INTEGER
  ) STRICT;
  CREATE TABLE partitions (
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics (id),
    partition INTEGER NOT NULL,
    next_offset INTEGER NOT NULL DEFAULT 0,
    cleaned_to INTEGER NOT NULL DEFAULT 0,
    cleaned_records INTEGER NOT NULL DEFAULT 0,
    UNIQUE (topic_id, partition)
  ) STRICT;
  CREATE TABLE cleanings (
    partition_id INTEGER NOT NULL REFERENCES partitions (id),
    cleaned_to INTEGER NOT NULL,
    cleaned_at_ms INTEGER NOT NULL,
    PRIMARY KEY (partition_id, cleaned_to)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE groups (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    member_id TEXT,
    address TEXT,
    pid INTEGER,
    topics TEXT
  ) STRICT;
  CREATE TABLE group_offsets (
    group_name TEXT NOT NULL,
    partition_id INTEGER NOT NULL REFERENCES partitions (id),
    offset INTEGER NOT NULL,
    PRIMARY KEY (group_name, partition_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE transactors (
    transactional_id TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** True for a file that holds a log already; false for an empty one; an error for anything else. */
export function isFormatted(database: DatabaseSync, path: string): boolean {
  // First of all: another process may make it a log meanwhile, and what has tables then has the rest, too.
  const schema = pragma(database, 'schema_version');
  const application = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (schema === 0 && application === 0 && version === 0) {
    return false;
  }
  if (application !== APPLICATION_ID) {
    throw new EventLogError(
      'STORAGE',
      `The file ${path} belongs to another program; choose another directory for the event log.`,
    );
  }
  if (version > FORMAT_VERSION) {
    throw new EventLogError(
      'STORAGE',
      `The event log at ${path} has format ${version} and this program knows ${FORMAT_VERSION}: ` +
        'a newer program wrote it. Use that one, or choose another directory.',
    );
  }
  return true;
}

/** Makes an empty file a log. The caller holds the lock that keeps others from doing the same. */
export function format(database: DatabaseSync): void {
  database.exec('PRAGMA auto_vacuum = INCREMENTAL');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(
    `BEGIN IMMEDIATE; ${TABLES}
     PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`,
  );
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
