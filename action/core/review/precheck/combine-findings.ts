import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import { sorted } from '../answer/take-findings.ts';

/** Where a tool and the model point at the same lines for the same reason, they are one finding. */
export function combineFindings(
  fromModel: readonly AiReviewFinding[],
  fromTools: readonly AiReviewFinding[],
): readonly AiReviewFinding[] {
  const said = new Set<AiReviewFinding>();
  const combined = fromModel.map((finding): AiReviewFinding => {
    const same = fromTools.filter((tool) => isSame(finding, tool));
    for (const tool of same) said.add(tool);
    const sources = same.flatMap(({ provenance }) => provenance?.sources ?? []);
    if (sources.length === 0) return finding;
    return {
      ...finding,
      provenance: { origin: 'combined', sources: [...new Set(['llm' as const, ...sources])] },
    };
  });
  return sorted([...combined, ...fromTools.filter((tool) => !said.has(tool))]);
}

function isSame(left: AiReviewFinding, right: AiReviewFinding): boolean {
  return (
    left.file === right.file &&
    left.category === right.category &&
    left.line_start <= right.line_end &&
    right.line_start <= left.line_end
  );
}
