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
  const records = branches.filter(
    (branch) => typeof branch === 'object' && !isUnion(branch) && branch.type === 'record',
  );
  if (records.length > 1) {
    throw new SchemaFileError(
      place,
      'is a union of two records, which avsc decodes into wrapped values. Use a record with nullable fields.',
    );
  }
  const types = branches.map((branch) => typeExpression(branch, place, declare));
  const rest = types.filter((type) => type !== 'null');
  return [...new Set(rest), ...(rest.length < types.length ? ['null'] : [])].join(' | ');
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
