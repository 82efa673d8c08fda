import { ServersError } from '../errors.ts';

const startLimitMs = 120_000;
const stopLimitSeconds = 20;

export interface ContainerOptions {
  /** What is in it, for messages: `Kafka`. */
  readonly what: string;
  /** Its image, with the version. */
  readonly image: string;
  /** The ports of this machine that are also its own. */
  readonly ports: readonly number[];
  readonly environment: Readonly<Record<string, string>>;
  /** Waits until it answers, for as long as `mayWait`; tells whether it did. */
  readonly answers: (mayWait: () => boolean) => Promise<boolean>;
}

/** A container that goes when this process does, which testcontainers sees to. */
export interface Container {
  /** Runs a command in it; fails with what it printed when its exit code is not 0. */
  run(command: readonly string[]): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** What clients of a container's ports reach it by; usually `localhost`. */
export async function containerHost(): Promise<string> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return (await getContainerRuntimeClient()).info.containerRuntime.host;
}

/** Starts a container through testcontainers; fails with `NOT_STARTED`. */
export async function startContainer(options: ContainerOptions): Promise<Container> {
  const { what, image, ports, environment, answers } = options;
  const { GenericContainer, getContainerRuntimeClient } = await import('testcontainers');
  const started = await new GenericContainer(image)
    .withExposedPorts(...ports.map((port) => ({ container: port, host: port })))
    .withEnvironment(environment)
    .start()
    .catch((error: unknown) => {
      throw notStarted(what, String(error));
    });
  const container = (await getContainerRuntimeClient()).container.getById(started.getId());
  const waitForAnswer = async (): Promise<void> => {
    const deadlineMs = Date.now() + startLimitMs;
    if (await answers(() => Date.now() < deadlineMs)) return;
    throw notStarted(what, `its container ${started.getName()} does not answer`);
  };
  await waitForAnswer();
  return {
    run: async (command) => {
      const { exitCode, output } = await started.exec([...command]);
      if (exitCode !== 0) throw notStarted(what, output.trim());
    },
    start: async () => {
      await unless(304, container.start());
      await waitForAnswer();
    },
    stop: async () => unless(304, container.stop({ t: stopLimitSeconds })),
    kill: async () => unless(409, container.kill()),
    remove: async () => {
      await container.remove({ force: true, v: true });
    },
  };
}

/** Forgives the status by which the engine says that the container was in that state already. */
async function unless(status: number, request: Promise<unknown>): Promise<void> {
  await request.catch((error: unknown) => {
    if ((error as { statusCode?: number }).statusCode !== status) throw error;
  });
}

function notStarted(what: string, reason: string): ServersError {
  const cure = 'where there is Java 17 and Maven, SERVERS_WITH=java does without Docker';
  return new ServersError('NOT_STARTED', `Docker could not start ${what}: ${reason} (${cure}).`);
}
