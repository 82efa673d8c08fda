/** `npm run settings`: writes the table of settings in README.md anew from each app's config.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { replaceSection } from './section.ts';
import { readServiceSettings } from './service-settings.ts';
import { settingsMarkdown } from './settings-table.ts';

const settings = settingsMarkdown(await readServiceSettings(process.cwd()));
writeFileSync('README.md', replaceSection(readFileSync('README.md', 'utf8'), settings));
