export { buildPeer } from './build-peer.ts';
export type { PeerProgram } from './build-peer.ts';
export { PeerProcess } from './peer-process.ts';
export type { PeerOptions, Restored } from './peer-process.ts';
