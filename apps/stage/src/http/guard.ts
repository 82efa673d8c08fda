import { isIP } from 'node:net';
import { problem } from '@user-information/service';
import type { FastifyRequest } from 'fastify';

/** Who sends a request, as far as a browser and the network say so. */
export interface Sender {
  /** The address that it comes from. */
  readonly ip: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly token: unknown;
}

export const tokenHeader = 'x-stage-token';

export function senderOf({ ip, headers }: FastifyRequest): Sender {
  return { ip, host: headers.host, origin: headers.origin, token: headers[tokenHeader] };
}

/**
 * Whether it was sent to an address, or to `localhost`. Another name may be one that a stranger's page
 * has made to lead here (DNS rebinding), so that the browser takes both for one site.
 */
export function isSentHere({ host = '' }: Sender): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isIP(name) !== 0;
}

/** Whether it was sent on this machine, to an address of this machine only. */
export function isLocal(sender: Sender): boolean {
  const name = (sender.host ?? '').replace(/:\d+$/, '');
  const isLocalName = ['localhost', '127.0.0.1', '[::1]'].includes(name);
  return isLocalName && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(sender.ip);
}

/** Whether a page of this server sent it: it has the page's token, and the browser says so too. */
export function isFromPage(sender: Sender, token: string): boolean {
  return isSentHere(sender) && sender.origin === `http://${sender.host}` && sender.token === token;
}

/** Throws a problem of status 403 for a request to a name that may be a stranger's. */
export function mustBeSentHere(sender: Sender): void {
  if (isSentHere(sender)) return;
  throw problem(403, 'Not by this name', 'Open the page by an address, or as localhost.');
}

/** Throws a problem of status 403 for a request that no page of this server sent. */
export function mustBeFromPage(sender: Sender, token: string): void {
  if (isFromPage(sender, token)) return;
  throw problem(
    403,
    'Not from the page',
    'Only the page of this server may ask for that. Reload it.',
  );
}

/** Throws a problem of status 403 for a request that was not sent on this machine. */
export function mustBeLocal(sender: Sender): void {
  if (isLocal(sender)) return;
  throw problem(403, 'Not from this machine', 'Open the page on the machine that runs the demo.');
}
