import type { EventLog } from '@user-information/event-log';

/** Who has each task: addresses, by the number of the task. */
export interface TaskHolders {
  readonly active: readonly string[];
  readonly standbys: readonly (readonly string[])[];
}

const group = 'join-service';

/** Where the group's members are; undefined while it is assigned anew, when Kafka does not tell. */
export async function memberAddresses(log: EventLog): Promise<readonly string[] | undefined> {
  const addresses = (await log.groupMembers(group)).map(({ address }) => address);
  return addresses.every((address) => address !== null) ? addresses : undefined;
}

/**
 * Who works on each task of the join and who keeps copies of it; undefined while some task is nobody's,
 * as it is while a group is assigned anew.
 */
export async function taskHolders(log: EventLog, tasks: number): Promise<TaskHolders | undefined> {
  const members = await log.groupMembers(group);
  const numbers = Array.from({ length: tasks }, (_, task) => task);
  if (members.some(({ address }) => address === null)) return undefined;
  const withActive = numbers.map((task) =>
    members.filter(({ active }) => active.some(({ partition }) => partition === task)),
  );
  if (withActive.some((holders) => holders.length !== 1)) return undefined;
  const withStandby = numbers.map((task) =>
    members.filter(({ standby }) => standby.includes(task)),
  );
  return {
    active: withActive.map(([holder]) => holder?.address ?? ''),
    standbys: withStandby.map((holders) => holders.map(({ address }) => address ?? '')),
  };
}

/** Whether each of these has one task, and one copy of another's. */
export function isEven({ active, standbys }: TaskHolders, addresses: readonly string[]): boolean {
  const sorted = (names: readonly string[]): string => [...names].sort().join();
  return (
    sorted(active) === sorted(addresses) &&
    standbys.every((holders, task) => holders.length === 1 && holders[0] !== active[task])
  );
}
