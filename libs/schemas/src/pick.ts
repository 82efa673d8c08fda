import type { Field } from './schema.ts';
import type { Topic } from './topic.ts';

/**
 * The topic as a reader sees it that needs these fields only: its schema has no others, so that
 * decoding skips them. For reading; a writer fills in every field.
 */
export function pick<V, F extends keyof V & string>(
  topic: Topic<V>,
  fields: readonly F[],
): Topic<Pick<V, F>> {
  const wanted = new Set<string>(fields);
  const kept: readonly Field[] = topic.schema.fields.filter(({ name }) => wanted.has(name));
  const { type, name, namespace, doc } = topic.schema;
  return {
    ...topic,
    schema: { type, name, ...(namespace && { namespace }), ...(doc && { doc }), fields: kept },
  };
}
