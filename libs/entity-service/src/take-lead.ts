import { LeadLostError } from './errors.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Resolves when this instance is the one of its group that works; others wait here until it is gone.
 * One that the group later takes for dead and replaces fails its scope: it is fenced already, and
 * what it knows is no longer all there is.
 */
export async function takeLead(context: ServiceContext, topic: string): Promise<void> {
  const { service, log, logger, health, scope } = context;
  const member = await log.joinGroup({ group: service, topics: [topic], sharing: 'exclusive' });
  scope.onClose(() => member.leave());
  const component = health.component('lead');
  const leads = Promise.withResolvers<void>();
  scope.signal.addEventListener('abort', () => leads.reject(scope.signal.reason as Error));
  let isLeading = false;
  void (async () => {
    for await (const { active } of member.assignments()) {
      if (active.length > 0) {
        isLeading = true;
        component.ready('leads');
        leads.resolve();
      } else if (isLeading) {
        throw new LeadLostError(service);
      } else {
        component.notReady('another instance works; this one waits to take over');
        logger.info('waits: another instance works, and this one takes over when it is gone');
      }
    }
  })().catch((error: unknown) => scope.fail(error));
  await leads.promise;
}
