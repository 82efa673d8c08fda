export { replaceSection, SectionError } from './section.ts';
export { readServiceSettings } from './service-settings.ts';
export type { ServiceSettings } from './service-settings.ts';
export { settingsMarkdown } from './settings-table.ts';
