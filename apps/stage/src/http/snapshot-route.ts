import { problem } from '@user-information/service';
import type { FastifyInstance } from 'fastify';
import type { Promises, Snapshot } from '../snapshot.ts';
import { isLocal, senderOf } from './guard.ts';

const everyMs = 500;
/** The plots change more slowly. */
const promisesEvery = 4;
const maxPages = 20;
/** A page that takes nothing for so long has gone, or will have to come again. */
const maxBacklogBytes = 1024 * 1024;

export type SharedSnapshot = Omit<Snapshot, 'mayControl'>;

export interface SnapshotSource {
  /** Called once each half second, however many pages there are. */
  take(): SharedSnapshot;
  readonly promises: Promises;
}

/**
 * `GET /api/snapshots`: server-sent events `snapshot` and `promises`; `canControl` says whether there is
 * anything that pages on this machine may control. Returns how to end them.
 */
export function addSnapshotRoute(
  app: FastifyInstance,
  source: SnapshotSource,
  canControl: boolean,
): () => void {
  interface Page {
    readonly mayControl: boolean;
    write(text: string): void;
    end(): void;
  }
  const pages = new Set<Page>();
  const event = (name: string, data: unknown): string =>
    `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  let ticks = 0;
  const timer = setInterval(() => {
    const snapshot = source.take();
    const promises = ticks++ % promisesEvery === 0 ? event('promises', source.promises) : '';
    for (const page of pages) {
      page.write(event('snapshot', { ...snapshot, mayControl: page.mayControl }) + promises);
    }
  }, everyMs);

  app.get('/api/snapshots', { config: { isUnending: true } }, (request, reply) => {
    const sender = senderOf(request);
    if (pages.size >= maxPages) throw problem(503, 'Too many pages', 'Close one of them.');
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const page: Page = {
      mayControl: canControl && isLocal(sender),
      write: (text) => {
        if (raw.writableLength > maxBacklogBytes) raw.destroy();
        else raw.write(text);
      },
      end: () => raw.end(),
    };
    page.write(event('promises', source.promises));
    pages.add(page);
    raw.once('close', () => pages.delete(page));
  });

  return () => {
    clearInterval(timer);
    for (const page of pages) page.end();
  };
}
