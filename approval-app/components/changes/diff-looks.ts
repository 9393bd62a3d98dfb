/** How the diff viewer looks, wherever it is used: colours that can be read on what was taken away, too. */
export const diffLooks = {
  theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
  themeType: 'system',
  disableFileHeader: true,
  overflow: 'wrap',
  hunkSeparators: 'line-info-basic',
  preferredHighlighter: 'shiki-js',
} as const;
