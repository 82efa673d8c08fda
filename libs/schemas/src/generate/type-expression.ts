import type { Avsc, AvscObject, NamedAvsc } from './avsc.ts';
import { SchemaFileError } from './schema-file-error.ts';

const primitives: Readonly<Record<string, string>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  bytes: 'Buffer',
  string: 'string',
};

/**
 * The TypeScript type of an Avro schema's values. Named types (records, enums) are referred to by
 * name and handed to `declare`, which sees to their declaration. `place` names it in errors.
 */
export function typeExpression(
  avsc: Avsc,
  place: string,
  declare: (named: NamedAvsc) => void,
): string {
  if (typeof avsc === 'string') return primitives[avsc] ?? unqualified(avsc);
  if (isUnion(avsc)) return union(avsc, place, declare);
  switch (avsc.type) {
    case 'record':
    case 'enum':
      declare(named(avsc, place));
      return unqualified(named(avsc, place).name);
    case 'fixed':
      return 'Buffer';
    case 'array':
      return `readonly ${operand(typeExpression(avsc.items ?? 'null', place, declare))}[]`;
    case 'map':
      return `Readonly<Record<string, ${typeExpression(avsc.values ?? 'null', place, declare)}>>`;
    default:
      return typeExpression(avsc.type, place, declare);
  }
}

function isUnion(avsc: Avsc): avsc is readonly Avsc[] {
  return Array.isArray(avsc);
}

/** Null goes last: `string | null`. */
function union(
  branches: readonly Avsc[],
  place: string,
  declare: (named: NamedAvsc) => void,
): string {
  const values = branches.filter((branch) => branch !== 'null');
  const types = values.map((branch) => typeExpression(branch, place, declare));
  if (new Set(values.map(runtimeType)).size < values.length) {
    throw new SchemaFileError(
      place,
      `is a union of types that are one at run time (${types.join(', ')}), whose values avsc wraps. Use a record with nullable fields.`,
    );
  }
  return [...types, ...(values.length < branches.length ? ['null'] : [])].join(' | ');
}

/** What avsc can tell values apart by: `getTypeBucket` in avsc's lib/types.js. */
function runtimeType(avsc: Avsc): string {
  const type = typeof avsc === 'string' || isUnion(avsc) ? avsc : avsc.type;
  switch (type) {
    case 'int':
    case 'long':
    case 'float':
    case 'double':
      return 'number';
    case 'enum':
    case 'string':
      return 'string';
    case 'bytes':
    case 'fixed':
      return 'buffer';
    case 'boolean':
    case 'array':
      return type;
    default:
      return 'object'; // Records, maps, and names, which are of records for the most part.
  }
}

function named(avsc: AvscObject, place: string): NamedAvsc {
  if (avsc.name === undefined)
    throw new SchemaFileError(place, 'is a record or an enum without a name.');
  return avsc as NamedAvsc;
}

function unqualified(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function operand(type: string): string {
  return type.includes(' ') ? `(${type})` : type;
}
