/** What a service answered; the body is cut off where it is longer than allowed. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One that is dead refuses at once; one that is only busy has so long. */
const limitMs = 4_000;
const maxBytes = 1024 * 1024;

/** Asks a service by GET; null when it does not answer in time, or with too much. */
export async function ask(url: string, signal: AbortSignal): Promise<Answer | null> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    const response = await fetch(url, { signal: limit, redirect: 'error' });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return null;
      chunks.push(chunk);
    }
    return { status: response.status, text: Buffer.concat(chunks).toString() };
  } catch {
    return null;
  }
}
