import type { TreePath } from '../../domain/candidate-patch-set.ts';
import { displayPath } from '../../domain/display-path.ts';
import type { CodeOwners } from '../../domain/required-approvals.ts';
import { sortBy } from './sort-by.ts';

/** Where GitHub looks for it, in this order. */
export const codeOwnersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** A line of CODEOWNERS; the last one that matches a path decides. */
interface OwnerRule {
  readonly matches: (path: string) => boolean;
  /** Empty: the path belongs to nobody again. */
  readonly owners: readonly string[];
}

interface OwnerRules {
  readonly rules: readonly OwnerRule[];
  /** Lines that could not be read, or more of them than are read. */
  readonly unread: boolean;
}

/** As much as GitHub reads, and as many rules as can be asked for every path. */
const mostBytes = 3 * 1024 * 1024;
const mostRules = 5_000;

/** Reads CODEOWNERS as GitHub does: gitignore's patterns without `!` and `[ ]`. */
export function readCodeOwners(content: Uint8Array): OwnerRules {
  if (content.length > mostBytes) return { rules: [], unread: true };
  const lines = new TextDecoder().decode(content).split('\n').map(withoutComment).filter(Boolean);
  const read = lines.slice(0, mostRules).map(readRule);
  const rules = read.filter((rule) => rule !== undefined);
  return { rules, unread: rules.length < lines.length };
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').trim();
}

function readRule(line: string): OwnerRule | undefined {
  // A blank in a pattern is written with a backslash before it.
  const [pattern = '', ...owners] = line.split(/(?<!\\)\s+/);
  const source = patternSource(pattern.replace(/\\([ #])/g, '$1'));
  if (source === undefined) return undefined;
  const expression = new RegExp(source, 'u');
  return { matches: (path) => expression.test(path), owners };
}

/** More stars than this take for ever on a long path. */
const mostStars = 10;

function patternSource(pattern: string): string | undefined {
  if (pattern.length > 500 || /^!|[[\]]/.test(pattern) || !pattern.isWellFormed()) return undefined;
  if ((pattern.match(/\*+/g) ?? []).length > mostStars) return undefined;
  const anchored = pattern.replace(/^\//, '').replace(/\/$/, '');
  const start = pattern.startsWith('/') || anchored.includes('/') ? '^' : '^(?:.*/)?';
  const body = anchored
    .split(/(\*\*\/|\/\*\*|\*+|\?)/)
    .map((part) => wildcards[part] ?? (/^\*+$/.test(part) ? '[^/]*' : escaped(part)))
    .join('');
  // A folder owns what is below it; `docs/*` means the files directly in there.
  const below = pattern.endsWith('/*') ? '$' : pattern.endsWith('/') ? '/' : '(?:/|$)';
  return `${start}${body}${below}`;
}

const wildcards: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '/**': '/.*',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Enough groups for any patch that people can review. */
const mostGroups = 200;

/** The owners of these paths, one group for each set of owners. */
export function ownersOf(
  { rules, unread }: OwnerRules,
  paths: readonly TreePath[],
): { readonly groups: CodeOwners[]; readonly unread: boolean } {
  const groups = new Map<string, CodeOwners>();
  for (const path of sortBy(paths, displayPath)) {
    const text = typeof path === 'string' ? path : displayPath(path);
    const owners = rules.findLast(({ matches }) => matches(text))?.owners ?? [];
    if (owners.length === 0) continue;
    const names = [...new Set(owners)].sort();
    const key = names.join(' ');
    const known = groups.get(key);
    groups.set(key, {
      owners: names,
      paths: (known?.paths ?? 0) + 1,
      example: known?.example ?? displayPath(path),
    });
  }
  const sorted = sortBy([...groups], ([key]) => key).map(([, group]) => group);
  return { groups: sorted.slice(0, mostGroups), unread: unread || sorted.length > mostGroups };
}
