const NEWLINE = 0x0a;

/**
 * Cuts bytes into lines, which end with a newline with or without a carriage return. Only whole
 * lines are decoded, so a character whose bytes come in two parts stays whole.
 */
export class LineSplitter {
  #rest: Buffer[] = [];
  #restBytes = 0;

  /** How long the line is that has begun and not ended. */
  get restBytes(): number {
    return this.#restBytes;
  }

  /** The lines that these bytes complete, without their ends. */
  push(bytes: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const line = Buffer.concat([...this.#rest, bytes.subarray(start, end)]).toString('utf8');
      this.#rest = [];
      this.#restBytes = 0;
      lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
      start = end + 1;
    }
    if (start < bytes.length) this.#rest.push(bytes.subarray(start));
    this.#restBytes += bytes.length - start;
    return lines;
  }
}
