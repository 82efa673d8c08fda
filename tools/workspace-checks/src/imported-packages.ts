/**
 * The packages that a module's text imports or re-exports, without Node's own: `zod` for `zod/v4`,
 * `@jest/globals` whole.
 */
export function importedPackages(text: string): string[] {
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^'";]*?\bfrom '([^']+)';$/gm),
    ...text.matchAll(/^import '([^']+)';$/gm),
    ...text.matchAll(/\b(?:import|require)\('([^']+)'\)/g),
  ].map((match) => match[1] ?? '');
  return [...new Set(specifiers.filter(isPackage).map(packageName))];
}

function isPackage(specifier: string): boolean {
  return !specifier.startsWith('.') && !specifier.startsWith('/') && !specifier.startsWith('node:');
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
