/** Lets a key do what the button does that names it in `aria-keyshortcuts`. */
export function wireKeyboard(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof HTMLInputElement) return;
    const key = CSS.escape(event.key.toLowerCase());
    const button = document.querySelector<HTMLButtonElement>(`button[aria-keyshortcuts="${key}"]`);
    // Nobody sees what a hidden one would do.
    if (button?.checkVisibility() === true) button.click();
  });
}
