/** A link of a document to a file, to a heading, or both. */
export interface Link {
  /** Relative to the document's folder; empty for the document itself. */
  readonly path: string;
  /** The name of a heading, as GitHub makes it; empty for none. */
  readonly anchor: string;
}

/** The links of a document to places in the repository. */
export function localLinks(markdown: string): Link[] {
  const targets = [...withoutCode(markdown).matchAll(/\]\((?<target>[^)\s]+)\)/g)].map(
    (match) => match.groups?.['target'] ?? '',
  );
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#');
      return { path, anchor };
    });
}

/** The anchors of a document's headings: `## The join, in short` is `the-join-in-short`. */
export function anchors(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/^#{1,6} +(?<title>.+)$/gm)].map((match) =>
    (match.groups?.['title'] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

/** What a document tells one to type: each line of its shell blocks, and its inline code. */
export function commands(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```(?:sh|bash|console)\n(?<lines>[\s\S]*?)^```/gm)];
  const lines = blocks.flatMap((match) => (match.groups?.['lines'] ?? '').split('\n'));
  const inline = [...withoutBlocks(markdown).matchAll(/`(?<code>[^`\n]+)`/g)].map(
    (match) => match.groups?.['code'] ?? '',
  );
  return [...lines, ...inline]
    .flatMap((line) => line.replace(/^\$ /, '').replace(/ #.*$/, '').split('&&'))
    .map((command) => command.trim().replace(/^(?:[A-Z_]+=\S* +)+/, ''))
    .filter((command) => command !== '');
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '');
}

function withoutCode(markdown: string): string {
  return withoutBlocks(markdown).replace(/`[^`\n]+`/g, (code) => code.replaceAll(/[`[\]()]/g, ''));
}
