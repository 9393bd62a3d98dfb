import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import { findSecrets } from '../../policy/find-secrets.ts';
import { codePointName, findHiddenCharacters } from '../../policy/hidden-characters.ts';
import { type AddedLine, addedLines } from '../hints/hint.ts';
import type { ChangedFile } from '../plan/changed-file.ts';

/** A flood of hits says what a few of them say. */
const mostPerFile = 5;

/** Secrets and characters that deceive in added lines; says where, never what. */
export function securityFindings(files: readonly ChangedFile[]): readonly AiReviewFinding[] {
  return files
    .filter(({ kind }) => kind === 'text')
    .flatMap((file) => {
      const added = addedLines(file);
      const found = [...secretsIn(added), ...trickyLines(added)];
      return found.slice(0, mostPerFile).map((hit) => finding(file.path, hit));
    });
}

interface Hit {
  readonly line: number;
  readonly title: string;
  readonly recommendation: string;
}

/** Keys of several lines are found in the text as a whole. */
function secretsIn(added: readonly AddedLine[]): readonly Hit[] {
  const text = added.map((line) => line.text).join('\n');
  return findSecrets(text).map(({ rule, start }) => {
    const index = text.slice(0, start).split('\n').length - 1;
    return {
      line: added[index]?.number ?? 1,
      title: `What looks like a secret (${rule})`,
      recommendation: 'Take it out, revoke it, and keep it in a secret store.',
    };
  });
}

function trickyLines(added: readonly AddedLine[]): readonly Hit[] {
  return added.flatMap(({ number, text }) => {
    const points = new Set<string>();
    for (const { codePoint } of findHiddenCharacters(text)) points.add(codePointName(codePoint));
    if (points.size === 0) return [];
    return [
      {
        line: number,
        title: `Characters that are not what they look like: ${[...points].slice(0, 8).join(', ')}`,
        recommendation: 'Write the line with plain characters.',
      },
    ];
  });
}

function finding(file: string, { line, title, recommendation }: Hit): AiReviewFinding {
  return {
    severity: 'high',
    category: 'security',
    file,
    line_start: line,
    line_end: line,
    title,
    description: 'Found in an added line by a deterministic scan, before the model was asked.',
    recommendation,
    confidence: 0.9,
    provenance: { origin: 'security_tool', sources: ['security_tool'] },
  };
}
