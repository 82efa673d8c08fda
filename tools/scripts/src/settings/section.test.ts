import { describe, expect, it } from '@jest/globals';
import { replaceSection, SectionError } from './section.ts';

const document = (content: string): string =>
  `# Title\n<!-- settings:begin -->\n\n${content}\n\n<!-- settings:end -->\nafter\n`;

describe('replaceSection', () => {
  it('changes what is between the marks and nothing else', () => {
    expect(replaceSection(document('old'), 'new')).toBe(document('new'));
    expect(replaceSection(document('new'), 'new')).toBe(document('new'));
  });

  it('refuses a document without a place for it', () => {
    expect(() => replaceSection('# Title\n', 'new')).toThrow(SectionError);
  });
});
