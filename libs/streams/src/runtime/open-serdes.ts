import type { Topology } from '../topology/topology.ts';

/** Makes every serde ready that the topology writes with, for instance registers its schema. */
export async function openSerdes(topology: Topology): Promise<void> {
  const { joins, groupedSources } = topology;
  const contributions = groupedSources.flatMap(({ groups }) =>
    groups.map(({ group }) => group.contribution.serde),
  );
  const views = joins.flatMap(({ out }) => [out.key, out.value]);
  for (const serde of new Set([...views, ...contributions])) await serde.open?.();
}
