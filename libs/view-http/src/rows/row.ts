import { hash } from 'node:crypto';

/** JSON as it is answered. */
export interface JsonText {
  readonly json: string;
  /** Its length in UTF-8, as a header has it. */
  readonly contentLength: string;
  /** The same for the same text, whichever server made it; with its quotes. */
  readonly etag: string;
}

/** A row of the view, ready to answer with. */
export interface Row extends JsonText {
  /** The partition that its key is in. */
  readonly partition: number;
  /** Of the record that made it. */
  readonly offset: number;
}

export function jsonText(json: string): JsonText {
  return {
    json,
    contentLength: String(Buffer.byteLength(json)),
    // SHA-1 is fast, and nobody gains by making two rows look alike.
    etag: `"${hash('sha1', json, 'base64url')}"`,
  };
}
