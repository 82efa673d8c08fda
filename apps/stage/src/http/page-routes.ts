import type { HttpServer, ServiceScope } from '@user-information/service';
import { addCommandRoute } from '../commands/command-route.ts';
import { addControlRoutes } from '../control/control-routes.ts';
import type { JoinControl } from '../control/join-control.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { mustBeFromPage, mustBeSentHere, senderOf } from './guard.ts';
import { addPageFiles } from './page-files.ts';
import type { SnapshotSource } from './snapshot-route.ts';
import { addSnapshotRoute } from './snapshot-route.ts';
import { addViewRoutes } from './view-routes.ts';

export interface PageRoutesOptions {
  readonly pageFolder: string;
  /** Known to the page alone. */
  readonly token: string;
  readonly urls: ServiceUrls;
  /** Undefined where there is no demo to control. */
  readonly control: JoinControl | undefined;
  readonly state: SnapshotSource;
  readonly scope: Pick<ServiceScope, 'onClose'>;
}

type Routes = Parameters<HttpServer['serve']>[0];

/** The page, what it is told, and what it may ask for. */
export function pageRoutes(options: PageRoutesOptions): Routes {
  const { control, pageFolder, scope, state, token, urls } = options;
  return async (app) => {
    app.addHook('onRequest', async (request) => mustBeSentHere(senderOf(request)));
    await addPageFiles(app, pageFolder, token);
    addViewRoutes(app, urls['user-info-http']);
    scope.onClose(addSnapshotRoute(app, state, control !== undefined));
    await app.register(async (asked) => {
      asked.addHook('onRequest', async (request) => mustBeFromPage(senderOf(request), token));
      addCommandRoute(asked, urls);
      if (control !== undefined) addControlRoutes(asked, control);
    });
  };
}
