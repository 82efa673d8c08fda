import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { unknownCommand } from './known-commands.ts';
import { anchors, commands, localLinks } from './markdown.ts';
import { files, read, repository } from './repository.ts';

const documents = [
  ...files('*.md'),
  ...files('docs/**/*.md'),
  ...files('{apps,libs,tools}/*/**/*.md'),
];

describe.each(documents)('%s', (document) => {
  it('links to files and headings that exist', () => {
    const broken = localLinks(read(document)).filter(({ path, anchor }) => {
      const target = path === '' ? document : join(dirname(document), path);
      if (!existsSync(join(repository, target))) return true;
      return anchor !== '' && !anchors(read(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('quotes commands that exist', () => {
    const problems = commands(read(document)).map(unknownCommand);
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });
});

describe('docs/adr/README.md', () => {
  it('lists every decision', () => {
    const decisions = files('docs/adr/0*.md').map((file) => basename(file));
    expect(localLinks(read('docs/adr/README.md')).map(({ path }) => path)).toEqual(decisions);
  });
});
