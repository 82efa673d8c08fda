import { problem } from '@user-information/service';
import type { ProblemError } from '@user-information/service';
import { SerdeError } from '@user-information/serde';
import { StateStoreError } from '@user-information/state-store';
import type { StoreDescription } from '@user-information/state-store';
import type { FastifyReply } from 'fastify';
import { QueryError } from './errors.ts';

/** Why there is no answer at this moment: a 503, whose client is told to ask again in a second. */
export class PassingProblem extends Error {
  readonly code = 'NOT_NOW';
}

export const unknownStoreTitle = 'Unknown store';

export function unknownStore(name: string, stores: readonly StoreDescription[]): ProblemError {
  const names = stores.map((store) => store.name);
  return problem(
    404,
    unknownStoreTitle,
    `There is no store "${name}"; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}.`,
    { stores: names },
  );
}

export function elsewhere(store: string, partition: number): PassingProblem {
  return new PassingProblem(
    `Partition ${partition} of store "${store}" is not here, or not yet; it is being moved or restored. Ask again.`,
  );
}

/** What a failed read is to a client; what is no fault of the read is thrown on as it is. */
export function readProblem(error: unknown, reply: FastifyReply): unknown {
  if (error instanceof PassingProblem) return notNow(reply, error.message);
  if (error instanceof StateStoreError && error.code === 'CLOSED') {
    return notNow(reply, 'The store is being moved to another instance. Ask again.');
  }
  if (error instanceof QueryError) return problem(502, 'Bad Gateway', error.message);
  if (error instanceof SerdeError) {
    if (error.code === 'REGISTRY') return notNow(reply, 'The schema registry cannot be asked.');
    return problem(500, 'Undecodable value', error.message);
  }
  return error;
}

function notNow(reply: FastifyReply, detail: string): ProblemError {
  reply.header('retry-after', '1');
  return problem(503, 'Not ready', detail);
}
