export interface Command {
  readonly words: string;
  /** Where it leads, inside this app. */
  readonly href: string;
}

const everywhere: readonly Command[] = [
  { words: 'Inbox: needs approval', href: '/?lane=needs-decision' },
  { words: 'Inbox: running', href: '/?lane=running' },
  { words: 'Inbox: ended', href: '/?lane=ended' },
  { words: 'New run', href: '/new' },
  { words: 'Settings', href: '/settings' },
  { words: 'Settings: kill switch', href: '/settings#kill-switch' },
  { words: 'Switch organisation', href: '/organisations' },
];

const tabs = [
  ['Changes', ''],
  ['Tests', '/tests'],
  ['Findings', '/findings'],
  ['Approval', '/approval'],
  ['Timeline', '/timeline'],
  ['Sandboxes', '/sandboxes'],
  ['Evidence', '/evidence'],
  ['Proof', '/proof'],
  ['Publication', '/publication'],
] as const;

/** Where one can go from this address, for what was typed; a search of the inbox is always last. */
export function commandsFor(pathname: string, typed: string): readonly Command[] {
  const [, run] = /^(\/runs\/[^/]+)/.exec(pathname) ?? [];
  const here = run
    ? tabs.map(([name, path]) => ({ words: `This run: ${name}`, href: `${run}${path}` }))
    : [];
  const words = typed.trim().toLowerCase();
  const found = [...here, ...everywhere].filter((command) =>
    words.split(/\s+/).every((word) => command.words.toLowerCase().includes(word)),
  );
  if (words === '') return found;
  const query = new URLSearchParams({ lane: 'all', q: typed.trim().slice(0, 200) });
  return [...found, { words: `Search runs for “${typed.trim()}”`, href: `/?${query}` }];
}
