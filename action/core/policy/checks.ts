import { displayPath } from '../../domain/display-path.ts';
import type { PolicyRule } from '../../domain/policy-bundle.ts';
import type { PathFact, PathKind, PolicyFacts } from './facts.ts';
import { pathMatcher } from './path-kinds.ts';

/** Where a rule bites; `detail` is one safe sentence. An empty list: the rule is content. */
export interface Place {
  readonly path?: string;
  /** Of the new file. */
  readonly line?: number;
  readonly detail?: string;
}

type Check = (facts: PolicyFacts) => readonly Place[];
type SimpleKind = Exclude<PolicyRule['kind'], 'protected-paths'>;

export const checks: Record<SimpleKind, Check> & {
  readonly protectedPaths: (globs: readonly string[], facts: PolicyFacts) => readonly Place[];
} = {
  protectedPaths(globs, { paths }) {
    const matches = pathMatcher(globs);
    return paths
      .filter((fact) => matches(plainPath(fact)))
      .map(({ display }) => ({ path: display }));
  },

  'empty-patch': ({ candidate }) => (candidate.status === 'empty' ? [{}] : []),

  'required-checks': ({ candidate, verification }) =>
    candidate.status === 'empty'
      ? []
      : verification.checks
          .filter(({ required, candidate: status }) => required && status !== 'passed')
          .map((check) => ({ detail: `"${plain(check.label)}": ${check.candidate}.` })),

  'no-checks': ({ candidate, verification }) =>
    candidate.status === 'captured' && verification.checks.length === 0 ? [{}] : [],

  'new-test-failures': ({ verification }) => eachCase(verification.summary.newFailures),
  'disappeared-tests': ({ verification }) => eachCase(verification.summary.disappeared),
  'skipped-tests': ({ verification }) => eachCase(verification.summary.newlySkipped),

  'deleted-test-files': ({ paths }) =>
    paths
      .filter(({ kinds, status }) => kinds.includes('test') && status === 'D')
      .filter(({ oldBlob }) => !paths.some(({ newBlob }) => newBlob === oldBlob))
      .map(({ display }) => ({ path: display })),

  'tree-mode': (facts) => [
    ...ofKind('symlink', 'A symbolic link.')(facts),
    ...ofKind('gitlink', 'A submodule.')(facts),
  ],
  'executable-bit': ofKind('executable-bit-added'),
  'dependency-change': ofKind('dependency'),
  'ci-executable': ofKind('ci-executable'),
  'binary-change': ofKind('binary'),

  secrets: (facts) =>
    secretsWhere(facts, ({ side, confidence }) => side === 'added' && confidence === 'certain'),
  'likely-secrets': (facts) =>
    secretsWhere(facts, ({ side, confidence }) => side === 'added' && confidence === 'likely'),
  'shown-secrets': (facts) =>
    secretsWhere(facts, ({ side, confidence }) => side === 'shown' && confidence === 'certain'),

  'hidden-characters': ({ hiddenCharacters }) =>
    hiddenCharacters.map(({ path, line, kinds, codePoints }) => ({
      path,
      line,
      detail: `Line ${line}: ${codePoints.join(' ')} (${kinds.join(', ')}).`,
    })),

  'unusual-path': ({ paths }) =>
    paths
      .filter(({ unusual }) => unusual.length > 0)
      .map(({ display, unusual }) => ({ path: display, detail: `${unusual.join(', ')}.` })),

  'truncated-evidence': ({ paths, truncatedEvidence, hitsTruncated }) => [
    ...paths
      .filter(({ content }) => content === 'not-scanned')
      .map(({ display }) => ({ path: display, detail: 'Too large to be looked through.' })),
    ...truncatedEvidence.map((producer) => ({ detail: `"${plain(producer)}" was cut.` })),
    ...(hitsTruncated ? [{ detail: 'More secrets or hidden characters than are listed.' }] : []),
  ],

  'raw-model-key': ({ agent }) => (agent?.credential === 'raw-key' ? [{}] : []),
};

function ofKind(kind: PathKind, detail?: string): Check {
  return ({ paths }) =>
    paths
      .filter(({ kinds }) => kinds.includes(kind))
      .map(({ display }) => ({ path: display, ...(detail ? { detail } : {}) }));
}

function secretsWhere(
  { secrets }: PolicyFacts,
  wanted: (secret: PolicyFacts['secrets'][number]) => boolean,
): readonly Place[] {
  return secrets.filter(wanted).map(({ path, rule, side, line }) => ({
    path,
    // A shown secret is counted in lines of the patch, where no annotation can stand.
    ...(line === null || side === 'shown' ? {} : { line }),
    detail: line === null ? `In the path itself: ${rule}.` : `Line ${line}: ${rule}.`,
  }));
}

/** Case ids are names that whoever wrote the tests chose. */
function eachCase(ids: readonly string[]): readonly Place[] {
  return ids.map((id) => ({ detail: `"${plain(id)}".` }));
}

/** One line, nothing unseen, not endless. */
function plain(text: string): string {
  const line = text === '' ? '' : displayPath(text);
  return line.length > 200 ? `${line.slice(0, 200).toWellFormed()}...` : line;
}

/** Globs are about the path itself; the escapes of `display` would hide a match. */
function plainPath({ path, display }: PathFact): string {
  return typeof path === 'string' ? path : display;
}
