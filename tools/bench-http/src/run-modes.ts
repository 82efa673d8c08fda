import type { Sample } from '@user-information/bench';
import { ServersError } from '@user-information/servers';
import type { Context } from './context.ts';
import { measureMode } from './measure-mode.ts';
import { local } from './modes/local.ts';
import type { Mode } from './modes/mode.ts';
import { partitioned } from './modes/partitioned.ts';
import { queries } from './modes/queries.ts';
import { redis } from './modes/redis.ts';
import { replicated } from './modes/replicated.ts';
import type { ModeName } from './settings.ts';

const modes: Readonly<Record<ModeName, Mode>> = { local, replicated, partitioned, redis, queries };

/** What came of a mode: its figures, or in words why this machine can't have it, or what failed. */
export type Outcome =
  | { readonly mode: ModeName; readonly samples: readonly Sample[] }
  | { readonly mode: ModeName; readonly missing: string }
  | { readonly mode: ModeName; readonly failure: string };

/** Runs those that the settings name, one after the other, also when one fails. */
export async function* runModes(context: Context): AsyncGenerator<Outcome> {
  for (const mode of context.settings.modes) {
    yield await measureMode(context, mode, modes[mode]).then(
      (samples) => ({ mode, samples }),
      (error: unknown) => {
        if (!(error instanceof Error)) throw error;
        const isMissing = error instanceof ServersError && error.code === 'MISSING';
        return isMissing ? { mode, missing: error.message } : { mode, failure: error.message };
      },
    );
  }
}
