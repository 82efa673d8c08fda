import { ServiceError } from '../errors.ts';

/** Why a server cannot listen, with the setting that mends it. */
export function listenError(error: unknown, host: string, port: number): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new ServiceError(
      'PORT_TAKEN',
      `Port ${port} is taken on ${host}. Stop the program that has it, or set PORT to another port.`,
    );
  }
  if (code === 'EACCES') {
    return new ServiceError(
      'CANNOT_LISTEN',
      `Port ${port} is not open to this user. Set PORT to 1024 or more.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new ServiceError(
      'CANNOT_LISTEN',
      `HOST=${host} is no address of this machine (${message}). Set HOST to one, 127.0.0.1 for instance.`,
    );
  }
  return error;
}
