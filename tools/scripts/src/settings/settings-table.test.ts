import { describe, expect, it } from '@jest/globals';
import { settingsMarkdown } from './settings-table.ts';

const row = (variable: string, fallback: string, meaning = 'Does it') => ({
  variable,
  default: fallback,
  allowed: 'a whole number',
  meaning,
});

describe('settingsMarkdown', () => {
  it('has a row for each setting, those of every service first, with the defaults that differ', () => {
    const markdown = settingsMarkdown([
      { service: 'join', rows: [row('BATCH', '500'), row('HOST', '::1'), row('PORT', '8085')] },
      { service: 'view', rows: [row('HOST', '::1'), row('PORT', '8080')] },
    ]);
    expect(markdown.split('\n')).toEqual([
      '| Setting | Default | Allowed | What it does | Of |',
      '| --- | --- | --- | --- | --- |',
      '| `HOST` | `::1` | a whole number | Does it | every service |',
      '| `PORT` | `8085` join<br>`8080` view | a whole number | Does it | every service |',
      '| `BATCH` | `500` | a whole number | Does it | join |',
    ]);
  });

  it('keeps settings apart that mean different things, and says where there is no default', () => {
    const markdown = settingsMarkdown([
      { service: 'join', rows: [row('TOKEN', '', 'Reads | writes')] },
      { service: 'view', rows: [row('TOKEN', '', 'Reads')] },
    ]);
    expect(markdown.split('\n').slice(2)).toEqual([
      '| `TOKEN` | none | a whole number | Reads \\| writes | join |',
      '| `TOKEN` | none | a whole number | Reads | view |',
    ]);
  });
});
