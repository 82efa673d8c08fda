import { SideProcess } from '../process/side-process.ts';

/** What the bare server answers, whatever it is asked. */
export interface FixedAnswer {
  readonly body: string;
  readonly contentType: string;
}

export interface BareServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const file = 'tools/bench/src/http/bare-server-process.ts';

/** The floor: node:http alone, with nothing to look up, in a process of its own. */
export async function startBareServer(workspace: string, answer: FixedAnswer): Promise<BareServer> {
  const side = new SideProcess<{ port: number }>(workspace, file, answer);
  const { port } = await side.result;
  return { url: `http://127.0.0.1:${port}`, pid: side.pid, stop: () => side.stop() };
}

/** An answer of the real server, to give to the bare one. */
export async function answerOf(url: string): Promise<FixedAnswer> {
  const response = await fetch(url);
  const body = await response.text();
  if (response.status !== 200) throw new Error(`GET ${url} answered ${response.status}: ${body}`);
  return { body, contentType: response.headers.get('content-type') ?? '' };
}
