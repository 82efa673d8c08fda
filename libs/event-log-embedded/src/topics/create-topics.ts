import type { TopicSpec } from '@user-information/event-log';
import { TopicConflictError } from '@user-information/event-log';
import type { TopicCatalog } from './topic-catalog.ts';

/** Creates the topics that are missing, in a write transaction; none when one of them conflicts. */
export function createTopics(catalog: TopicCatalog, specs: readonly TopicSpec[]): void {
  const wanted = new Map<string, TopicSpec>();
  for (const spec of specs) {
    const other = wanted.get(spec.name) ?? catalog.find(spec.name)?.spec;
    if (other === undefined) {
      wanted.set(spec.name, spec);
    } else {
      refuseDifference(other, spec);
    }
  }
  for (const spec of wanted.values()) {
    catalog.create(spec);
  }
}

function refuseDifference(existing: TopicSpec, wanted: TopicSpec): void {
  for (const setting of ['kind', 'partitions', 'retentionMs'] as const) {
    if (existing[setting] !== wanted[setting]) {
      throw new TopicConflictError(
        wanted.name,
        `it has ${setting} ${existing[setting] ?? 'unset'}, not ${wanted[setting] ?? 'unset'}`,
      );
    }
  }
}
