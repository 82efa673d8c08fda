import type { NamedAvsc } from './avsc.ts';
import { typeExpression } from './type-expression.ts';

/** TypeScript declarations of a record and of every record and enum inside it, outermost first. */
export function declarations(record: NamedAvsc): readonly string[] {
  const nested: NamedAvsc[] = [];
  const declaration = declare(record, (named) => nested.push(named));
  return [declaration, ...nested.flatMap(declarations)];
}

function declare(avsc: NamedAvsc, nested: (named: NamedAvsc) => void): string {
  if (avsc.type === 'enum') {
    const symbols = (avsc.symbols ?? []).map((symbol) => `'${symbol}'`).join(' | ');
    return `${comment(avsc.doc)}export type ${avsc.name} = ${symbols};\n`;
  }
  const fields = (avsc.fields ?? []).map((field) => {
    const type = typeExpression(field.type, `${avsc.name}.${field.name}`, nested);
    return `${comment(field.doc, '  ')}  readonly ${field.name}: ${type};\n`;
  });
  return `${comment(avsc.doc)}export interface ${avsc.name} {\n${fields.join('')}}\n`;
}

function comment(doc: string | undefined, indent = ''): string {
  return doc === undefined ? '' : `${indent}/** ${doc.replaceAll('*/', '*\\/')} */\n`;
}
