/** Told what a benchmark is about to do. */
export type Progress = (what: string) => void;

/**
 * Runs a benchmark from its main.ts: says its usage instead when `--help` is among the arguments, and of
 * what goes wrong the message alone, with exit code 1.
 */
export async function runMain(
  usage: () => string,
  measure: (args: readonly string[], progress: Progress) => Promise<void>,
): Promise<void> {
  // Ends what was started, too: servers have a watchdog, and services end with this process.
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage());
    return;
  }
  try {
    await measure(args, (what) => console.error(`… ${what}`));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
