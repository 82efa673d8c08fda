// Ends a run whose tests left something open. It would wait for ever, and `npm test` with it.
const console = require('node:console');
const process = require('node:process');
const { setTimeout } = require('node:timers');

const patienceMs = 15_000;

module.exports = class Leaks {
  #isWatching;

  constructor({ watch, watchAll }) {
    this.#isWatching = watch || watchAll;
  }

  onRunComplete() {
    if (this.#isWatching) return;
    setTimeout(() => {
      const open = process.getActiveResourcesInfo().join(', ');
      console.error(`Tests left open: ${open}. \`npx jest --detectOpenHandles\` tells where.`);
      process.exit(1);
    }, patienceMs).unref();
  }
};
