import type { Deserializer } from '@user-information/serde';

/** A topic, and how its values are read. Keys are UTF-8. */
export interface AuditedTopic<V> {
  readonly name: string;
  readonly value: Deserializer<V>;
}

/** A changelog of entities that are counted, by whom they count for. Made by `counted`. */
export interface CountedTopic {
  readonly name: string;
  /** The view's fields that count its entities. */
  readonly counts: readonly string[];
  /** The keys that an entity counts for, in the order of `counts`. */
  ownersOf(value: Buffer): Promise<readonly string[]>;
}

/**
 * What a view must be, told by its sources: a row for each row of `rows`, with its fields, and with
 * the number of the entities that count for its key.
 */
export interface AuditedView {
  /** The topic of the view. */
  readonly view: AuditedTopic<object>;
  readonly rows: AuditedTopic<object>;
  readonly counted: readonly CountedTopic[];
  /**
   * How the sources become the view: the group that reads them, and the topic in between that it
   * writes, and reads again by the view's key.
   */
  readonly madeBy: { readonly group: string; readonly through: string };
}

/** Counts entities for the keys that these functions tell, each in a field of the view. */
export function counted<V>(
  topic: AuditedTopic<V>,
  counts: Readonly<Record<string, (entity: V) => string>>,
): CountedTopic {
  const ownerOf = Object.values(counts);
  return {
    name: topic.name,
    counts: Object.keys(counts),
    ownersOf: async (value) => {
      const entity = await topic.value.deserialize(value);
      return ownerOf.map((owner) => owner(entity));
    },
  };
}
