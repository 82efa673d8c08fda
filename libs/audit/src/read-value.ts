import { SerdeError } from '@user-information/serde';

/** What a value says, or that nobody can read it. */
export type ReadValue<T> = { readonly value: T } | { readonly unreadable: string };

/** Fails only when the schema registry can't be asked, which says nothing of the value. */
export async function readValue<T>(read: () => T | Promise<T>): Promise<ReadValue<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof SerdeError && error.code !== 'REGISTRY') {
      return { unreadable: error.message };
    }
    throw error;
  }
}
