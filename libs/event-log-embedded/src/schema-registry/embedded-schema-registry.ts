import type { DatabaseSync } from 'node:sqlite';
import { assertCompatible, canonicalForm, UnknownSchemaError } from '@user-information/serde';
import type {
  AvroSchema,
  Compatibility,
  RegisteredSchema,
  SchemaRegistry,
} from '@user-information/serde';
import type { RegistryFile } from './registry-file.ts';

/** A registry in a file that the processes of one machine share. */
export class EmbeddedSchemaRegistry implements SchemaRegistry {
  readonly #file: RegistryFile;

  constructor(file: RegistryFile) {
    this.#file = file;
  }

  register(subject: string, schema: AvroSchema): Promise<number> {
    const form = canonicalForm(schema);
    return this.#file.transaction((database) => {
      const versions = versionsOf(database, subject);
      const known = versions.find((version) => version.form === form);
      if (known !== undefined) return known.id;
      const older = versions.map((version) => version.schema);
      assertCompatible(subject, schema, older, compatibilityOf(database, subject));
      const id = idOf(database, form, schema);
      database
        .prepare('INSERT INTO versions (subject, version, schema_id) VALUES (?, ?, ?)')
        .run(subject, versions.length + 1, id);
      return id;
    });
  }

  schemaById(id: number): Promise<AvroSchema> {
    return this.#file.read((database) => {
      const row = database.prepare('SELECT schema FROM schemas WHERE id = ?').get(id);
      if (row === undefined) throw new UnknownSchemaError(id);
      return parse(row['schema']);
    });
  }

  latest(subject: string): Promise<RegisteredSchema | undefined> {
    return this.#file.read((database) => {
      const latest = versionsOf(database, subject).at(-1);
      return latest && { id: latest.id, schema: latest.schema };
    });
  }

  compatibility(subject: string): Promise<Compatibility> {
    return this.#file.read((database) => compatibilityOf(database, subject));
  }

  setCompatibility(subject: string, compatibility: Compatibility): Promise<void> {
    return this.#file.transaction((database) => {
      database
        .prepare('INSERT OR REPLACE INTO compatibilities (subject, compatibility) VALUES (?, ?)')
        .run(subject, compatibility);
    });
  }

  async close(): Promise<void> {
    this.#file.close();
  }
}

interface Version extends RegisteredSchema {
  readonly form: string;
}

/** Oldest first. */
function versionsOf(database: DatabaseSync, subject: string): readonly Version[] {
  const rows = database
    .prepare(
      `SELECT id, canonical_form, schema FROM versions JOIN schemas ON schema_id = id
       WHERE subject = ? ORDER BY version`,
    )
    .all(subject);
  return rows.map((row) => ({
    id: Number(row['id']),
    form: String(row['canonical_form']),
    schema: parse(row['schema']),
  }));
}

/** The id that an equal schema has, under whichever subject, else a new one. */
function idOf(database: DatabaseSync, form: string, schema: AvroSchema): number {
  const row = database.prepare('SELECT id FROM schemas WHERE canonical_form = ?').get(form);
  if (row !== undefined) return Number(row['id']);
  const { lastInsertRowid } = database
    .prepare('INSERT INTO schemas (canonical_form, schema) VALUES (?, ?)')
    .run(form, JSON.stringify(schema));
  return Number(lastInsertRowid);
}

function compatibilityOf(database: DatabaseSync, subject: string): Compatibility {
  const row = database
    .prepare('SELECT compatibility FROM compatibilities WHERE subject = ?')
    .get(subject);
  return row === undefined ? 'BACKWARD' : (row['compatibility'] as Compatibility);
}

function parse(schema: unknown): AvroSchema {
  return JSON.parse(String(schema)) as AvroSchema;
}
