/** How long after a break they are asked for again. */
const againMs = 1_000;

export type EventHandlers = Readonly<Record<string, (data: string) => void>>;

/**
 * Server-sent events, by their names, whatever breaks in between: a browser asks again by itself, but not
 * where a server answers that it can't. Returns how to end them.
 */
export function liveEvents(
  path: string,
  handlers: EventHandlers,
  onBreak: () => void = () => undefined,
): () => void {
  let events: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    events = new EventSource(path);
    for (const [name, handle] of Object.entries(handlers)) {
      events.addEventListener(name, ({ data }) => handle(String(data)));
    }
    events.addEventListener('error', () => {
      onBreak();
      if (events.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    events.close();
  };
}
