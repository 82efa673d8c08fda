import { byId } from './elements.ts';

const stored = 'stage-theme';

/** Light or dark as the system has it, until the button says otherwise. */
export function wireTheme(onChange: () => void): void {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    root.dataset['theme'] = localStorage.getItem(stored) ?? (dark.matches ? 'dark' : 'light');
    onChange();
  };
  byId('theme').addEventListener('click', () => {
    localStorage.setItem(stored, root.dataset['theme'] === 'dark' ? 'light' : 'dark');
    apply();
  });
  dark.addEventListener('change', apply);
  apply();
}
