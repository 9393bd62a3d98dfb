'use client';

import { DropdownMenu } from 'radix-ui';

const themes = [
  { theme: '', words: 'Colours of this machine', sign: '◐' },
  { theme: 'light', words: 'Light', sign: '○' },
  { theme: 'dark', words: 'Dark', sign: '●' },
];

/** Kept in a cookie, so that the next page is drawn right from its first byte. */
function choose(theme: string) {
  const year = 365 * 24 * 3_600;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing in half of all browsers
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? year : 0}; samesite=lax`;
  if (theme) document.documentElement.dataset['theme'] = theme;
  else delete document.documentElement.dataset['theme'];
}

export function ThemeItems() {
  return themes.map(({ theme, words, sign }) => (
    <DropdownMenu.Item key={words} className="menu-item" onSelect={() => choose(theme)}>
      {words}
      <span aria-hidden="true">{sign}</span>
    </DropdownMenu.Item>
  ));
}
