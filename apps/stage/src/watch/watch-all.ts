import type { EventLog } from '@user-information/event-log';
import type { SchemaRegistry } from '@user-information/serde';
import type { ServiceScope } from '@user-information/service';
import type { SourceFeed } from '../events/source-feed.ts';
import { joinGroup, joinedTopics } from '../join/join-topics.ts';
import { watchGroup } from '../join/watch-group.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { serviceNames } from '../service-urls.ts';
import type { StageState } from '../stage-state.ts';
import { watchService } from './service-watch.ts';
import { auditView, watchAnswer } from './watch-answer.ts';

export interface WatchOptions {
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly urls: ServiceUrls;
  readonly feed: SourceFeed;
  readonly state: StageState;
  readonly scope: Pick<ServiceScope, 'onClose' | 'fail'>;
}

/** Looks at everything again and again until the scope closes; what fails for good ends the page. */
export function watchAll({ feed, log, registry, scope, state, urls }: WatchOptions): void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const watches = [
    feed.follow(log, registry, signal),
    watchGroup(log, joinGroup, joinedTopics, signal, (look) => state.sawGroup(look)),
    watchAnswer(`${urls['join-service']}/topology`, signal, (text) => {
      state.topology = text ?? state.topology;
    }),
    watchAnswer(`${urls.auditor}/audit`, signal, (text) => {
      state.audit = auditView(text);
    }),
    ...serviceNames.map((name) =>
      watchService(urls[name], signal, (look, atMs) => state.sawService(name, look, atMs)),
    ),
  ].map((watching) =>
    watching.catch((error: unknown) => {
      if (!signal.aborted) scope.fail(error);
    }),
  );
  scope.onClose(async () => {
    stopping.abort();
    await Promise.all(watches);
  });
}
