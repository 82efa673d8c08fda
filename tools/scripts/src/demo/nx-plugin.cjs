/**
 * A plugin of Nx that lets check-before-serving.ts refuse a demo. It is plain JavaScript, and asks in
 * a process of its own, because Nx may have been started by an older Node than the workspace's.
 */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = {
  name: 'check-before-serving',

  /** Called by Nx before it runs anything; it prints the message of what this throws, and ends. */
  preTasksExecution(_options, { argv, workspaceRoot }) {
    const nxArguments = argv.slice(2);
    if (!nxArguments.some((word) => word.includes('serve'))) return;
    const node = join(workspaceRoot, 'node_modules/.bin/node');
    const check = join(__dirname, 'check-before-serving.ts');
    const { status, stderr } = spawnSync(node, [check, ...nxArguments], {
      cwd: workspaceRoot,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr.trim());
  },
};
