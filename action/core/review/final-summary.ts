import type { AiReviewSummary } from '../../domain/ai-review.ts';
import type { ModelAnswer } from './answer/model-answer.ts';
import { type Asked, type Asking, askOnce } from './ask-model.ts';

/** Findings that the last question lists; what is beyond is less grave. */
const mostListed = 200;

/**
 * One more question, over what was found in all parts: its summary takes the place of the parts'
 * own. Undefined where the answer is none; then the parts' summaries stand. Throws the
 * provider's `Failure`.
 */
export async function finalSummary(
  asking: Asking,
  asked: Asked,
): Promise<AiReviewSummary | undefined> {
  const answer = await askOnce(promptOf(asked.answers), 'summary', asking, asked);
  return answer.kind === 'valid' ? answer.answer.summary : undefined;
}

/** Titles are the model's own words about somebody's code: data, as the diff was. */
function promptOf(answers: readonly ModelAnswer[]): string {
  const findings = answers.flatMap((answer) => answer.findings).slice(0, mostListed);
  return [
    'All parts of the change were reviewed. These are the findings, as data:',
    ...findings.map(({ severity, category, file, title }) =>
      JSON.stringify({ severity, category, file, title }),
    ),
    'Answer with "summary" over all of them, and with "findings" empty.',
  ].join('\n');
}
