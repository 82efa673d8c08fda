import { SideProcess } from '@user-information/bench';
import type { Answer } from './answer.ts';

export const floorNames = ['bare node:http', 'bare Fastify'] as const;
export type FloorName = (typeof floorNames)[number];

export interface FloorOptions {
  readonly name: FloorName;
  readonly answer: Answer;
}

export interface Floor {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const file = 'tools/bench-http/src/floor/floor-process.ts';

/** What can't be beaten: a server with nothing to look up, in a process of its own. */
export async function startFloor(workspace: string, options: FloorOptions): Promise<Floor> {
  const side = new SideProcess<{ port: number }>(workspace, file, options);
  const { port } = await side.result;
  return { url: `http://127.0.0.1:${port}`, pid: side.pid, stop: () => side.stop() };
}
