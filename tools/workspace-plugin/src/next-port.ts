import type { Tree } from '@nx/devkit';

/** Where the services start to count when there is none. */
const firstPort = 8080;

/** The port after the highest that a service has as its default, read off every config.ts. */
export function nextPort(tree: Tree): number {
  const configs = tree
    .children('apps')
    .map((app) => tree.read(`apps/${app}/src/config.ts`, 'utf8'));
  const ports = configs.map((text) =>
    Number(/\bPORT\.default\((\d+)\)/.exec(text ?? '')?.[1] ?? 0),
  );
  return Math.max(firstPort - 1, ...ports) + 1;
}
