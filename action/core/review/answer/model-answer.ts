import { z } from 'zod';
import { OverallRisk } from '../../../domain/ai-review.ts';
import { FindingCategory, Severity } from '../../../domain/review-finding.ts';

/** A finding as a model is asked for it; what is longer is cut, not refused. */
const AnswerFinding = z.object({
  severity: Severity,
  category: FindingCategory,
  file: z.string(),
  line_start: z.int().min(1),
  line_end: z.int().min(1),
  title: z.string(),
  description: z.string(),
  recommendation: z.string(),
  confidence: z.number().min(0).max(1),
  suggested_patch: z.string().nullable(),
});

/** The one object that is asked for. */
export const ModelAnswer = z.object({
  summary: z.object({ overall_risk: OverallRisk, top_issues: z.array(z.string()) }),
  findings: z.array(AnswerFinding),
});

/** As it is read: keys beyond those are dropped, a patch may be missing. */
const ReadAnswer = ModelAnswer.extend({
  findings: z.array(
    AnswerFinding.extend({ suggested_patch: z.string().nullish() }).refine(
      ({ line_start, line_end }) => line_end >= line_start,
    ),
  ),
});
export type ModelAnswer = z.infer<typeof ReadAnswer>;

/** For structured output: JSON Schema with every key required and none besides. */
export const answerSchema: Readonly<Record<string, unknown>> = (() => {
  const { $schema: _draft, ...schema } = z.toJSONSchema(ModelAnswer, { io: 'output' });
  return schema;
})();

export type AnswerReading =
  | { readonly kind: 'valid'; readonly answer: ModelAnswer }
  | {
      readonly kind: 'invalid';
      readonly code: 'ANSWER_TRUNCATED' | 'ANSWER_NOT_JSON' | 'ANSWER_NOT_IN_SCHEMA';
    };

/** Reads a model's words. Nothing of an answer is used that is not whole and as asked for. */
export function readAnswer(text: string, truncated: boolean): AnswerReading {
  if (truncated) return { kind: 'invalid', code: 'ANSWER_TRUNCATED' };
  const value = jsonIn(text);
  if (value === undefined) return { kind: 'invalid', code: 'ANSWER_NOT_JSON' };
  const read = ReadAnswer.safeParse(value);
  return read.success
    ? { kind: 'valid', answer: read.data }
    : { kind: 'invalid', code: 'ANSWER_NOT_IN_SCHEMA' };
}

/** Models put a fence around JSON, or words around it; the outermost braces are the object. */
function jsonIn(text: string): unknown {
  const unfenced = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  try {
    return JSON.parse(unfenced);
  } catch {
    return undefined;
  }
}
