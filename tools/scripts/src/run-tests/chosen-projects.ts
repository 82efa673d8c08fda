/** Whether arguments for `nx run-many` limit it to some projects. */
export function limitsProjects(args: readonly string[]): boolean {
  return args.some((arg) => /^(-p|--projects?|--exclude)(=|$)/.test(arg));
}

/**
 * The projects to which arguments for `nx run-many` limit it, by `-p` or `--projects`; undefined if they
 * don't, or by a pattern that only Nx can tell.
 */
export function chosenProjects(args: readonly string[]): readonly string[] | undefined {
  const at = args.findIndex((arg) => /^(-p|--projects?)(=|$)/.test(arg));
  if (at === -1) return undefined;
  const names = (args[at]?.split('=')[1] ?? args[at + 1] ?? '').split(',');
  return names.every((name) => /^[\w-]+$/.test(name)) ? names : undefined;
}
