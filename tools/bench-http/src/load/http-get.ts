import type { Dispatcher } from 'undici';

/**
 * GETs a path on a kept connection and reads the answer to its end, with as little work as possible:
 * the client shares the machine with what it measures. Any status but 200 is an error.
 */
export function httpGet(
  client: Dispatcher,
  path: string,
  done: (error: Error | null) => void,
): void {
  let error: Error | null = null;
  client.dispatch(
    { method: 'GET', path },
    {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, status) => {
        if (status !== 200) error = new Error(`GET ${path} answered ${status}.`);
      },
      onResponseData: () => undefined,
      onResponseEnd: () => done(error),
      onResponseError: (_controller, cause) => done(cause),
    },
  );
}
