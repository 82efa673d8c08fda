const lineEnds = /\r\n|\r|\n/g;

/** An event in the format of server-sent events (HTML standard, section 9.2.6). */
export function eventFrame(name: string, data: string, id: string | null): string {
  const lines = data.replace(lineEnds, '\ndata: ');
  return `${id === null ? '' : `id: ${id}\n`}event: ${name}\ndata: ${lines}\n\n`;
}

/** Keeps a connection alive and moves the client's last event id on, without an event. */
export function heartbeatFrame(id: string | null): string {
  return id === null ? ':\n\n' : `id: ${id}\n\n`;
}
