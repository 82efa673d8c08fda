const begin = '<!-- settings:begin -->';
const end = '<!-- settings:end -->';

/** A document that has no place for the settings, or half of one. */
export class SectionError extends Error {
  readonly code = 'NO_SECTION';

  constructor() {
    super(`README.md has no place for the settings: add the lines ${begin} and ${end}.`);
    this.name = 'SectionError';
  }
}

/** `document` with `content` between the two marks of the settings; fails with a `SectionError`. */
export function replaceSection(document: string, content: string): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new SectionError();
  return `${document.slice(0, from + begin.length)}\n\n${content}\n\n${document.slice(to)}`;
}
