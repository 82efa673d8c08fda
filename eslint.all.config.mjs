// The same rules for all projects at once: one program has all their types, where each would load those
// of the libraries again. `npm test` lints by it; an editor, and `npx nx lint <project>`, by the other.
import { defineConfig } from 'eslint/config';
import config from './eslint.config.mjs';

export default defineConfig(config, {
  files: ['**/*.ts'],
  languageOptions: { parserOptions: { projectService: false, project: 'tsconfig.lint.json' } },
});
