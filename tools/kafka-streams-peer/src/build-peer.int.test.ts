import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { buildPeer } from './build-peer.ts';
import { PeerProcess } from './peer-process.ts';

it('the peer is built, runs, and says what it misses', async () => {
  const program = await buildPeer(resolve(__dirname, '../../..'));
  const peer = new PeerProcess({ program, properties: { 'application.id': 'peer' } });
  peer.start();
  await expect(peer.ready()).rejects.toThrow(
    /did not become ready:[^]*output\.topic is missing; give it as output\.topic=value/,
  );
});
