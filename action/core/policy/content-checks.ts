import type { PathKind, PolicyFacts } from './facts.ts';
import { type Check, type Place, plainText } from './place.ts';

/** What paths, modes and content say. */
export const contentChecks = {
  'empty-patch': ({ candidate }) => (candidate.status === 'empty' ? [{}] : []),

  'tree-mode': (facts) => [
    ...ofKind('symlink', 'A symbolic link.')(facts),
    ...ofKind('gitlink', 'A submodule.')(facts),
  ],
  'executable-bit': ofKind('executable-bit-added'),
  'ci-executable': ofKind('ci-executable'),
  'generated-files': ofKind('generated'),
  'binary-change': ofKind('binary'),
  'changed-snapshots': ofKind('snapshot'),

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

  'opaque-lines': ({ opaqueLines }) =>
    opaqueLines.map(({ path, line, kind, characters }) => ({
      path,
      line,
      detail:
        kind === 'long'
          ? `Line ${line} has ${characters} characters.`
          : `Line ${line} holds ${characters} characters that look random.`,
    })),

  'licence-header': ({ licenceHeaders }) => licenceHeaders.map((path) => ({ path })),

  'unusual-path': ({ paths }) =>
    paths
      .filter(({ unusual }) => unusual.length > 0)
      .map(({ display, unusual }) => ({ path: display, detail: `${unusual.join(', ')}.` })),

  'truncated-evidence': ({ paths, truncatedEvidence, hitsTruncated, dependencies, owners }) => [
    ...paths
      .filter(({ content }) => content === 'not-scanned')
      .map(({ display }) => ({ path: display, detail: 'Too large to be looked through.' })),
    ...truncatedEvidence.map((producer) => ({ detail: `"${plainText(producer)}" was cut.` })),
    ...(hitsTruncated || dependencies.truncated
      ? [{ detail: 'Policy found more than it lists.' }]
      : []),
    ...(owners.unread ? [{ detail: 'CODEOWNERS could not be read whole.' }] : []),
  ],
} satisfies Record<string, Check>;

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
