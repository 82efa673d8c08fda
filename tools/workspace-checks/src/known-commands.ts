import { projects, read, readManifest } from './repository.ts';

/** Commands of npm itself that documents name. */
const npmCommands = ['ci', 'install', 'start', 'test'];
/** Targets that the plugins in nx.json make, besides those that it and the projects name. */
const inferredTargets = ['lint', 'typecheck', 'test'];
const nxCommands = ['g', 'generate', 'graph', 'sync', 'reset', 'show'];

/**
 * What is wrong with a command that a document quotes, or undefined: an npm script, an Nx target, a
 * project or a generator that does not exist. Commands of other programs are taken to be well.
 */
export function unknownCommand(command: string): string | undefined {
  const words = command.replace(/^npx /, '').split(/\s+/);
  const [program, ...rest] = words;
  if (program === 'npm') return unknownNpmCommand(rest);
  if (program === 'nx') return unknownNxCommand(rest);
  return undefined;
}

function unknownNpmCommand([name = '', script = '']: readonly string[]): string | undefined {
  const scripts = Object.keys(readManifest('package.json').scripts ?? {});
  if (name === 'run') return scripts.includes(script) ? undefined : `no npm script "${script}"`;
  return npmCommands.includes(name) ? undefined : `no npm command "${name}"`;
}

function unknownNxCommand([name = '', ...rest]: readonly string[]): string | undefined {
  if (name === 'g' || name === 'generate') return unknownGenerator(rest[0] ?? '');
  if (nxCommands.includes(name)) return undefined;
  const operands = rest.filter((word) => !word.startsWith('-'));
  if (name === 'run-many')
    return operands.map(unknownTarget).find((problem) => problem !== undefined);
  const [operand] = operands;
  const [project, target = ''] = name === 'run' ? (operand ?? '').split(':') : [operand, name];
  return unknownTarget(target) ?? (project === undefined ? undefined : unknownProject(project));
}

function unknownTarget(target: string): string | undefined {
  const { targetDefaults } = JSON.parse(read('nx.json')) as {
    readonly targetDefaults: Readonly<Record<string, unknown>>;
  };
  const own = projects().flatMap(({ manifest }) => Object.keys(manifest.nx?.targets ?? {}));
  const known = [...Object.keys(targetDefaults), ...inferredTargets, ...own];
  return known.includes(target) ? undefined : `no Nx target "${target}"`;
}

function unknownProject(name: string): string | undefined {
  const isPlaceholder = /^(<|my-)/.test(name);
  const isKnown = projects().some(({ manifest }) => manifest.nx?.name === name);
  return isPlaceholder || isKnown ? undefined : `no project "${name}"`;
}

function unknownGenerator(name: string): string | undefined {
  const [plugin, generator = ''] = name.split(':');
  const owner = projects().find(({ manifest }) => manifest.name === plugin);
  if (owner === undefined) return `no plugin "${String(plugin)}"`;
  const { generators } = JSON.parse(read(`${owner.folder}/generators.json`)) as {
    readonly generators: Readonly<Record<string, unknown>>;
  };
  return generator in generators ? undefined : `no generator "${name}"`;
}
