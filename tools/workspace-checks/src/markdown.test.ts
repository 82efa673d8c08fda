import { describe, expect, it } from '@jest/globals';
import { anchors, commands, localLinks } from './markdown.ts';

const document = `# User Information
See [the design](docs/ARCHITECTURE.md#the-join), [below](#settings--defaults) or [the web](https://x.org).
\`[not](a-link)\`

## Settings & \`defaults\`
Say \`npm start\`, or \`PORT=9000 npx nx serve join-service\` for one.

\`\`\`sh
npm ci && npm start   # all six
$ curl localhost:8080/users
\`\`\`

\`\`\`ts
# no heading
\`\`\`
`;

describe('localLinks', () => {
  it('finds links to files and headings, and neither the web nor code', () => {
    expect(localLinks(document)).toEqual([
      { path: 'docs/ARCHITECTURE.md', anchor: 'the-join' },
      { path: '', anchor: 'settings--defaults' },
    ]);
  });
});

describe('anchors', () => {
  it('are named as GitHub names them', () => {
    expect(anchors(document)).toEqual(['user-information', 'settings--defaults']);
  });
});

describe('commands', () => {
  it('are the lines of shell blocks and the code between the words', () => {
    expect(commands(document)).toEqual([
      'npm ci',
      'npm start',
      'curl localhost:8080/users',
      '[not](a-link)',
      'defaults',
      'npm start',
      'npx nx serve join-service',
    ]);
  });
});
