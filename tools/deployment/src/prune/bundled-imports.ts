import { isBuiltin } from 'node:module';
import { build } from 'esbuild';

/**
 * The packages that a bundle imports and does not contain, sorted, without Node's own. esbuild reads
 * them off the code, so that a package which only dropped code imports is not among them.
 */
export async function bundledImports(bundle: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [bundle],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const packages = imports.map(({ path }) => path).filter((path) => !isBuiltin(path));
  return [...new Set(packages.map(packageName))].sort();
}

/** `kafkajs` for `kafkajs/src/cluster`, `@faker-js/faker` for `@faker-js/faker/locale/en`. */
function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
