import type { PolicyFinding } from '../../../action/domain/policy-bundle.ts';
import { severityOrder } from '../run/severity.ts';
import { count } from '../text/count-words.ts';
import type { FileChange } from './patch-sections.ts';
import { pathWords } from './path-words.ts';

export interface Ranked {
  readonly file: FileChange;
  /** Why it stands where it stands; empty for an ordinary file. */
  readonly hints: readonly string[];
  readonly weight: number;
}

/** Files that are machines' work, or that decide what machines do. */
const kinds: readonly { readonly hint: string; readonly weight: number; readonly like: RegExp }[] =
  [
    {
      hint: 'workflow',
      weight: 60,
      like: /^\.github\/(workflows|actions)\/|^\.(gitlab-ci|circleci)/,
    },
    {
      hint: 'runs at install or build',
      weight: 50,
      like: /(^|\/)(package\.json|Makefile|Dockerfile|setup\.py|build\.rs|\.npmrc|[^/]*\.(sh|bash))$/,
    },
    {
      hint: 'repository settings',
      weight: 45,
      like: /(^|\/)(CODEOWNERS|\.gitattributes|\.gitmodules|\.github\/[^/]+)$/,
    },
    { hint: 'test', weight: 5, like: /(^|\/)(tests?|__tests__|spec)\/|\.(test|spec)\.[a-z]+$/ },
    {
      hint: 'generated',
      weight: -20,
      like: /(^|\/)(package-lock\.json|yarn\.lock|pnpm-lock\.yaml|Cargo\.lock|dist\/.*|[^/]*\.min\.[a-z]+|[^/]*\.snap)$/,
    },
    { hint: 'text', weight: -10, like: /\.(md|txt|rst)$/i },
  ];

/** What deserves a look first stands first: by policy, then by what a file can do, then by size. */
export function byRisk(
  files: readonly FileChange[],
  findings: readonly PolicyFinding[],
): readonly Ranked[] {
  return files
    .map((file) => rank(file, findings))
    .sort((left, right) => right.weight - left.weight);
}

function rank(file: FileChange, findings: readonly PolicyFinding[]): Ranked {
  const path = pathWords(file.path);
  const about = findings.filter((finding) => finding.path === path);
  const hints: string[] = [...new Set(about.map(({ severity, rule }) => `${severity}: ${rule}`))];
  let weight = about.reduce((sum, { severity }) => sum + (5 - severityOrder[severity]) * 20, 0);
  for (const kind of kinds.filter(({ like }) => like.test(path))) {
    hints.push(kind.hint);
    weight += kind.weight;
  }
  for (const [hint, more] of traits(file)) {
    hints.push(hint);
    weight += more;
  }
  return {
    file,
    hints,
    weight: weight + Math.min(9, Math.log2(1 + file.additions + file.deletions)),
  };
}

function traits({ change, unseen, binary }: FileChange): readonly (readonly [string, number])[] {
  const found: (readonly [string, number])[] = [];
  if (unseen > 0) found.push([count(unseen, 'unseen character'), 80]);
  if (change.newMode === '120000') found.push(['link', 60]);
  if (change.newMode === '160000') found.push(['submodule', 60]);
  if (change.status !== 'A' && change.status !== 'D' && change.oldMode !== change.newMode)
    found.push([`mode ${change.oldMode} → ${change.newMode}`, 40]);
  else if (change.newMode === '100755') found.push(['executable', 20]);
  if (binary) found.push(['binary', 15]);
  if (change.status === 'A') found.push(['new', 1]);
  if (change.status === 'D') found.push(['deleted', 10]);
  return found;
}
