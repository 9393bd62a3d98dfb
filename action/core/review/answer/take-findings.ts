import { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import type { RightSide } from '../scope/right-side.ts';
import type { ModelAnswer } from './model-answer.ts';
import { withoutLabels, withoutPatchLabels } from './without-labels.ts';

/** No reader gets through more, and no artifact should be flooded. */
const longest = { title: 300, text: 6_000, patch: 20_000 };

export interface TakenFindings {
  readonly findings: readonly AiReviewFinding[];
  /** Findings that point at no line of the diff's right side. */
  readonly droppedCount: number;
}

/** The findings of an answer that point at lines of the diff, labels taken out of their texts. */
export function takeFindings(
  answers: readonly Pick<ModelAnswer, 'findings'>[],
  rightSide: RightSide,
): TakenFindings {
  const findings: AiReviewFinding[] = [];
  let droppedCount = 0;
  for (const said of answers.flatMap((answer) => answer.findings)) {
    const end = rightSide.within(said.file, said.line_start, said.line_end);
    const taken = end === undefined ? undefined : AiReviewFinding.safeParse(findingOf(said, end));
    if (taken?.success) findings.push(taken.data);
    else droppedCount += 1;
  }
  return { findings: sorted(once(findings)), droppedCount };
}

function findingOf(said: ModelAnswer['findings'][number], line_end: number): AiReviewFinding {
  const { suggested_patch: patch, title, description, recommendation, ...rest } = said;
  return {
    ...rest,
    line_end,
    title: prose(title, longest.title),
    description: prose(description, longest.text),
    recommendation: prose(recommendation, longest.text),
    ...(patch ? { suggested_patch: withoutPatchLabels(cut(patch, longest.patch)) } : {}),
    provenance: { origin: 'llm', sources: ['llm'] },
  };
}

export function prose(text: string, most: number): string {
  return withoutLabels(cut(text.toWellFormed().trim(), most));
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`.toWellFormed();
}

/** Two questions about one file may find the same thing. */
function once(findings: readonly AiReviewFinding[]): readonly AiReviewFinding[] {
  const byPlace = new Map(
    findings.map((finding) => [
      JSON.stringify([finding.file, finding.line_start, finding.category, finding.title]),
      finding,
    ]),
  );
  return [...byPlace.values()];
}

const weights = ['blocker', 'high', 'medium', 'low', 'info'];

/** The gravest first, then by place. */
export function sorted(findings: readonly AiReviewFinding[]): readonly AiReviewFinding[] {
  return [...findings].sort(
    (left, right) =>
      weights.indexOf(left.severity) - weights.indexOf(right.severity) ||
      (left.file < right.file ? -1 : left.file > right.file ? 1 : 0) ||
      left.line_start - right.line_start,
  );
}
