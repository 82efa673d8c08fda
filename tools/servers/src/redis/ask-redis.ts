import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends a Redis on this machine one command of plain words; resolves with the first line of its reply. */
export async function askRedis(port: number, command: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    socket.write(`${command}\r\n`);
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return reply.toString().split('\r\n')[0] ?? '';
  } finally {
    socket.destroy();
  }
}
