/**
 * One step in which a topic is made from others: a consumer group reads `from` and commits, in one
 * transaction, the offsets that it has read and what it made of the records in `into`.
 */
export interface DerivationStep {
  readonly group: string;
  readonly from: readonly string[];
  readonly into: string;
  /** For explanations: which fields of a row come of each topic of `from`. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** For explanations: which come by each of the inputs whose last events the records of `into` tell. */
  readonly inputs?: Readonly<Record<string, readonly string[]>>;
}
