import type { Sample } from '@user-information/bench';
import type { Bench } from '../bench.ts';
import type { Contender } from '../contenders/contender.ts';

const ours = 'join-service';

type Figures = Readonly<Record<string, number>>;

/**
 * Measures every contender, as often as the settings say, one after the other. A figure is a row and
 * a contender a column; further columns say how many times as much join-service has as its peers.
 */
export async function compare(
  bench: Bench,
  title: string,
  measure: (contender: Contender) => Promise<Figures>,
): Promise<Sample[]> {
  const { contenders, progress, settings } = bench;
  const samples: Sample[] = [];
  for (let repeat = 1; repeat <= settings.repeats; repeat++) {
    const measured = new Map<string, Figures>();
    for (const contender of contenders) {
      progress(`${title}: ${contender.name}, ${repeat} of ${settings.repeats}`);
      const figures = await measure(contender);
      progress(`${title}: ${contender.name}: ${JSON.stringify(figures)}`);
      measured.set(contender.name, figures);
    }
    for (const [name, figures] of [...measured, ...ratiosOf(measured)]) {
      samples.push(...asColumn(name, title, figures));
    }
  }
  return samples;
}

function ratiosOf(measured: ReadonlyMap<string, Figures>): [string, Figures][] {
  const { [ours]: own, ...peers } = Object.fromEntries(measured);
  if (own === undefined) return [];
  return Object.entries(peers).map(([name, figures]) => [`÷ ${name}`, quotients(own, figures)]);
}

/** Of the figures that both have; none where it would be a division by zero. */
function quotients(over: Figures, under: Figures): Figures {
  const shared = Object.entries(over).flatMap(([figure, value]) => {
    const base = under[figure];
    return base === undefined || base === 0 ? [] : [[figure, value / base] as const];
  });
  return Object.fromEntries(shared);
}

function asColumn(column: string, title: string, figures: Figures): Sample[] {
  return Object.entries(figures).map(([figure, value]) => ({
    row: `${title}: ${figure}`,
    column,
    value,
  }));
}
