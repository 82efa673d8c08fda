import {
  readServiceSettings,
  replaceSection,
  settingsMarkdown,
} from '@user-information/scripts/settings';
import { describe, expect, it } from '@jest/globals';
import { files, read, repository } from './repository.ts';

describe('the settings in README.md', () => {
  it('are those that the services read; if not: npm run settings', async () => {
    const settings = await readServiceSettings(repository);
    expect(settings).toHaveLength(files('apps/*/src/main.ts').length);
    const readme = read('README.md');
    expect(readme).toBe(replaceSection(readme, settingsMarkdown(settings)));
  });
});
