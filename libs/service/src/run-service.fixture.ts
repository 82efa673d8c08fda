// A program for run-service.test.ts, which kills it in several ways.
import { ServiceError } from './errors.ts';
import { runService } from './run-service.ts';
import type { ServiceScope } from './service-scope.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const never = (): Promise<void> => new Promise(() => undefined);
const known = (message: string) => new ServiceError('CANNOT_LISTEN', message);

const scenarios: Readonly<Record<string, (scope: ServiceScope) => Promise<void>>> = {
  orderly: async (scope) => {
    scope.signal.addEventListener('abort', () => say('stopping'));
    scope.onClose(() => say('closed the log'));
    scope.onClose(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      say('closed the server');
    });
    say('up');
  },
  'start fails': async (scope) => {
    scope.onClose(() => say('closed the log'));
    throw known('Port 8080 is taken.');
  },
  'background fails': async (scope) => {
    scope.onClose(() => say('closed the log'));
    setTimeout(() => scope.fail(known('The disk is full.')));
  },
  'promise rejected': async (scope) => {
    scope.onClose(() => say('closed the log'));
    void Promise.reject(known('Nobody waited.'));
  },
  'thrown in a timer': async (scope) => {
    scope.onClose(() => say('closed the log'));
    setTimeout(() => {
      throw known('Nobody caught.');
    });
  },
  'a step fails': async (scope) => {
    scope.onClose(() => say('closed the log'));
    scope.onClose(() => {
      throw known('Cannot close.');
    });
    say('up');
  },
  'a step hangs for long': async (scope) => {
    scope.onClose(never);
    say('up');
  },
  'a step hangs too long': async (scope) => {
    scope.onClose(never);
    say('up');
  },
  'cut off while starting': async (scope) => {
    say('up');
    await new Promise((resolve) => scope.signal.addEventListener('abort', resolve));
    throw Object.assign(known('The event log is closed.'), { code: 'CLOSED' });
  },
  'stopped while starting': async (scope) => {
    scope.onClose(() => say('closed the log'));
    say('up');
    await new Promise((resolve) => scope.signal.addEventListener('abort', resolve));
    await new Promise((resolve) => setTimeout(resolve, 20));
    scope.onClose(() => say('closed the server'));
    scope.signal.throwIfAborted();
  },
  'something is left open': async () => {
    setInterval(() => undefined, 1000);
    say('up');
  },
};

// What the program needs to live until it is stopped, as a listening server would.
const alive = setInterval(() => undefined, 1000);
const scenario = process.argv[2] ?? '';
await runService(
  'fixture',
  scenarios[scenario] ?? never,
  scenario === 'a step hangs too long' ? { closeLimitMs: 200 } : {},
);
clearInterval(alive);
const listeners = ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'];
say(`listeners left: ${listeners.map((name) => process.listenerCount(name)).join()}`);
