import { join } from 'node:path';
import ts from 'typescript';
import { repository } from '../repository.ts';
import type { Manifest } from './kinds.ts';

/**
 * What is wrong with manifests by Kubernetes' own types: a field that does not exist, one that is
 * missing, a value of the wrong type. They become object literals of a module beside kinds.ts, and
 * the compiler says what it thinks of them, object by object.
 */
export function typeErrors(manifests: readonly Manifest[]): string[] {
  const module = join(__dirname, 'manifests-to-check.ts');
  const lines = manifests.map(
    (manifest, index) =>
      `export const m${index}: Kinds['${manifest.kind}'] = ${JSON.stringify(manifest)};`,
  );
  const text = [`import type { Kinds } from './kinds.ts';`, ...lines].join('\n');

  const base = ts.readConfigFile(join(repository, 'tsconfig.base.json'), (file) =>
    ts.sys.readFile(file),
  );
  const { compilerOptions } = base.config as { readonly compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, repository);
  const files = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...files,
    fileExists: (file) => file === module || files.fileExists(file),
    readFile: (file) => (file === module ? text : files.readFile(file)),
    getSourceFile: (file, language, ...rest) =>
      file === module
        ? ts.createSourceFile(file, text, language)
        : files.getSourceFile(file, language, ...rest),
  };

  const alone = { ...options, composite: false, declaration: false, noEmit: true, types: [] };
  const program = ts.createProgram([module], alone, host);
  const source = program.getSourceFile(module);
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(({ messageText, start = 0 }) => {
    const line = source?.getLineAndCharacterOfPosition(start).line ?? 0;
    const manifest = manifests[line - 1];
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    return `${String(manifest?.kind)} ${String(manifest?.metadata.name)}: ${message}`;
  });
}
