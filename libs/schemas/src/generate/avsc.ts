import { SchemaFileError } from './schema-file-error.ts';

/** The parts of an Avro schema, as an .avsc file has them. */
export type Avsc = string | readonly Avsc[] | AvscObject;

export interface AvscField {
  readonly name: string;
  readonly type: Avsc;
  readonly doc?: string;
}

export interface AvscObject {
  readonly type: Avsc;
  readonly name?: string;
  readonly doc?: string;
  readonly fields?: readonly AvscField[];
  readonly symbols?: readonly string[];
  readonly items?: Avsc;
  readonly values?: Avsc;
}

/** A record or an enum: what has a name in Avro, and so gets one in TypeScript. */
export interface NamedAvsc extends AvscObject {
  readonly name: string;
}

/** The file's schema, which must be a record; `file` names it in errors. */
export function parseAvsc(text: string, file: string): NamedAvsc {
  let avsc: AvscObject;
  try {
    avsc = JSON.parse(text) as AvscObject;
  } catch (cause) {
    throw new SchemaFileError(file, `is not JSON: ${(cause as Error).message}`);
  }
  if (avsc.type !== 'record' || avsc.name === undefined || avsc.fields === undefined) {
    throw new SchemaFileError(file, 'must hold one record with a name and fields.');
  }
  return avsc as NamedAvsc;
}
