export type { Author, Status, StatusType } from './status.ts';
export { SimulationError, type SimulationErrorCode, SourceError } from './errors.ts';

export { type Random, type RandomStream, randomStream } from './random/random-stream.ts';
export { below, chance, oneOf, shuffled, weighted, zipf } from './random/choices.ts';
export { IndexedSet } from './random/indexed-set.ts';
export { WeightedSet } from './random/weighted-set.ts';

export { type Clock, systemClock } from './clock.ts';
export { pace, type PaceOptions } from './pace.ts';

export { FollowGraph, type FollowGraphOptions, type FollowPair } from './graph/follow-graph.ts';
export { LikeGraph, type LikeGraphOptions, type LikePair } from './graph/like-graph.ts';
