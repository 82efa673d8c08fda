import type { MemberDescription } from '@user-information/event-log';
import { isEven } from './assignment.ts';
import type { Move } from './assignment-watch.ts';
import { AssignmentWatch } from './assignment-watch.ts';
import { LatencyProbe } from './latency-probe.ts';
import type { Stage } from './stage.ts';
import { tasks } from './stage.ts';
import { until } from './until.ts';

/** Of one instance that was stopped in order and started again. */
export interface Restart {
  readonly address: string;
  readonly exitCode: number | null;
  /** Whether the group still had it when the process had ended: it would wait for its session then. */
  readonly wasStillMember: boolean;
  /** Before it was stopped. */
  readonly tasks: readonly number[];
  /** From then until each instance had a task again. */
  readonly moves: readonly Move[];
}

/**
 * Restarts the instances one after the other, each when the one before has its share again. Says how
 * long the other instances took to work on what the stopped one had, and the update latency meanwhile.
 */
export async function rollingRestart(
  stage: Stage,
  tell: (line: string) => void,
): Promise<readonly Restart[]> {
  const watch = new AssignmentWatch(stage.log, tasks);
  const probe = await LatencyProbe.start(stage.demo, ['probe1', 'probe2', 'probe3', 'probe4']);
  try {
    await untilEven(stage, watch);
    const restarts: Restart[] = [];
    for (const service of stage.joins) {
      watch.takeMoves();
      const { address } = service;
      const had = watch.last?.active.flatMap((owner, task) => (owner === address ? [task] : []));
      const stopMs = performance.now();
      const memberId = (await members(stage)).find(
        (member) => member.address === address,
      )?.memberId;
      const exitCode = await service.stop();
      const endedMs = performance.now();
      const wasStillMember = (await members(stage)).some((member) => member.memberId === memberId);
      await until(() => watch.last?.active.includes(address) === false, `${address} has no task`);
      tell(
        `${address} stopped in ${Math.round(endedMs - stopMs)} ms; its task was another's ${Math.round(performance.now() - endedMs)} ms later`,
      );
      service.start();
      await untilEven(stage, watch);
      await service.ready();
      restarts.push({
        address,
        exitCode,
        wasStillMember,
        tasks: had ?? [],
        moves: watch.takeMoves(),
      });
    }
    return restarts;
  } finally {
    tell(`update latency during a rolling restart: ${await probe.close()}`);
    await watch.close();
  }
}

async function members({ log }: Stage): Promise<readonly MemberDescription[]> {
  return log.groupMembers('join-service');
}

async function untilEven({ joins }: Stage, watch: AssignmentWatch): Promise<void> {
  const addresses = joins.map(({ address }) => address);
  const isNow = (): boolean => watch.last !== undefined && isEven(watch.last, addresses);
  await until(isNow, 'each instance has a task and a copy');
}
