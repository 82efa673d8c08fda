const lineWidth = 100;

/** A JSON value as a TypeScript literal, laid out so that Prettier leaves it alone. */
export function literal(value: unknown, indent = ''): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => literal(item)).join(', ')}]`;
    const fits = !line.includes('\n') && indent.length + line.length < lineWidth - 20;
    const items = value.map((item) => `${deeper}${literal(item, deeper)},\n`);
    return fits ? line : `[\n${items.join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([name, entry]) => `${deeper}${name}: ${literal(entry, deeper)},\n`,
    );
    return `{\n${entries.join('')}${indent}}`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** Single quotes, unless that would take more escaping. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}
