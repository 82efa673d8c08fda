import { byId } from '../elements.ts';

/** As much of a service's answer as the page needs; `detail` says why not. */
interface CommandAnswer {
  readonly detail?: string;
  readonly durableMs?: number;
  readonly position?: string;
}

export interface Taken {
  /** How long the service took until the event was in the log, in milliseconds. */
  readonly durableMs: number;
  /** Where it is: `follows-1@123`. */
  readonly position: string;
}

/** A request that is allowed to this page only. */
export function post(path: string, body: object): Promise<Response> {
  const token = document.querySelector<HTMLMetaElement>('meta[name=stage-token]')?.content ?? '';
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-stage-token': token },
    body: JSON.stringify(body),
  });
}

/** Gives a command; resolves once it is durable, or to what is in its way. */
export async function sendCommand(body: object): Promise<Taken | string> {
  const response = await post('/api/commands', body).catch(() => undefined);
  if (response === undefined) return 'The page has lost its server.';
  const { detail, durableMs, position } = (await response.json()) as CommandAnswer;
  if (!response.ok || position === undefined) return detail ?? `It answered ${response.status}.`;
  return { durableMs: durableMs ?? 0, position };
}

/** Resolves once the view includes a position; false when that takes longer than ten minutes. */
export async function untilServed(userId: string, position: string): Promise<boolean> {
  const path = `/api/users/${encodeURIComponent(userId)}/served?after=${position}`;
  const deadlineMs = performance.now() + 600_000;
  while (performance.now() < deadlineMs) {
    const response = await fetch(path).catch(() => undefined);
    const answer = response?.ok === true ? ((await response.json()) as unknown) : undefined;
    if ((answer as { isServed?: boolean } | undefined)?.isServed === true) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Says what came of the last command. */
export function tellOutcome(...children: readonly (Node | string)[]): void {
  byId('outcome').replaceChildren(...children);
}
