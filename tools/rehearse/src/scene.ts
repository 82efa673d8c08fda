import { Demo, serviceNames } from '@user-information/harness';
import { Monitoring, Webhook } from '@user-information/monitoring';
import { StagePage } from './stage-page.ts';
import type { Talk } from './talk.ts';
import { someUsers } from './view.ts';
import type { User } from './view.ts';

/** Nobody else follows, so that it is known what the counts must be. */
const rates = { USERS: '100', FOLLOWS_PER_SECOND: '0', UNFOLLOWS_PER_SECOND: '0' };

export interface SceneOptions {
  readonly workspace: string;
  /** The programs, by their paths. */
  readonly prometheus: string;
  readonly alertmanager: string;
}

/** All that the talk is about, at work. */
export interface Scene {
  readonly page: StagePage;
  /** The telephone of the human who is told of alerts. */
  readonly webhook: Webhook;
  readonly viewUrl: string;
  /** Two users: the one will follow the other. */
  readonly users: readonly [User, User];
}

/** Starts the demo with its page on free ports and data of its own, and what watches over it. */
export async function setScene(
  { workspace, prometheus, alertmanager }: SceneOptions,
  talk: Talk,
  closing: AsyncDisposableStack,
): Promise<Scene> {
  const demo = await Demo.create({ workspace, env: rates, services: [...serviceNames, 'stage'] });
  closing.defer(() => demo.close());
  const stage = demo.service('stage');
  const viewUrl = demo.service('user-info-http').url;

  const page = await talk.step(
    'the demo starts',
    async (signal) => {
      // The page starts join-service: what it has not started itself, nobody may kill by it.
      for (const service of demo.services) if (service.name !== 'join-service') service.start();
      await stage.ready();
      const opened = await StagePage.open(stage.url);
      closing.defer(() => opened.close());
      await opened.press('/join/start');
      await opened.shows(
        ({ services }) => services.every(({ status }) => status === 'ready'),
        signal,
      );
      return opened;
    },
    () => `All ${serviceNames.length} services are ready; the page shows them at ${stage.url}.`,
  );

  const webhook = await Webhook.start();
  closing.defer(() => webhook.close());
  const users = await talk.step(
    'Prometheus and Alertmanager start',
    async () => {
      const services = serviceNames.map((name) => [name, demo.service(name).address] as const);
      const monitoring = await Monitoring.start({
        workspace,
        prometheus,
        alertmanager,
        services: Object.fromEntries(services),
        webhook: webhook.url,
      });
      closing.defer(() => monitoring.close());
      await webhook.hears({ alertname: 'Watchdog' }, 'firing', 0);
      return someUsers(viewUrl);
    },
    () => 'Prometheus and Alertmanager watch over them: their heartbeat reaches the webhook.',
  );
  return { page, webhook, viewUrl, users };
}
