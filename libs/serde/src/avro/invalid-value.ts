import { inspect } from 'node:util';
import avro from 'avsc';
import { SerdeError } from '../errors.ts';

const shownCharacters = 100;

/** The error for a value that avsc finds invalid: each field at fault, what it holds, what it should. */
export function invalidValueError(what: string, type: avro.Type, value: unknown): SerdeError {
  const faults: string[] = [];
  const errorHook = (path: string[], part: unknown, expected: avro.Type) => {
    faults.push(fault(path.join('.'), part, expected));
  };
  type.isValid(value, { noUndeclaredFields: true, errorHook });
  return new SerdeError('UNENCODABLE', `${what} can't be written: ${faults.join('; ')}.`);
}

function fault(path: string, part: unknown, expected: avro.Type): string {
  const place = path === '' ? 'the value' : path;
  if (part === undefined) return `${place} is missing`;
  if (expected instanceof avro.types.RecordType && isObject(part)) {
    const known = new Set(expected.fields.map(({ name }) => name));
    const extra = Object.keys(part).filter((name) => !known.has(name));
    return `${place} has fields that its schema lacks: ${extra.join(', ')}`;
  }
  return `${place} is ${shown(part)}, not ${expectation(expected)}`;
}

function isObject(part: unknown): part is object {
  return typeof part === 'object' && part !== null;
}

function expectation(type: avro.Type): string {
  if (type.typeName === 'long') return 'a whole number within ±(2^53-1)';
  if (type instanceof avro.types.EnumType) return `one of ${type.symbols.join(', ')}`;
  if (type instanceof avro.types.UnwrappedUnionType) {
    return type.types.map((branch) => branch.branchName).join(' or ');
  }
  return type.name ?? type.typeName;
}

function shown(part: unknown): string {
  const text = inspect(part, { depth: 1, breakLength: Infinity });
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}
