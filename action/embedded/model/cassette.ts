import { z } from 'zod';

/** OpenAI's usage object, as a provider sends it at the end of an answer. */
const CassetteUsage = z.looseObject({
  prompt_tokens: z.int().nonnegative().optional(),
  completion_tokens: z.int().nonnegative().optional(),
  total_tokens: z.int().nonnegative().optional(),
  prompt_tokens_details: z
    .looseObject({ cached_tokens: z.int().nonnegative().optional() })
    .optional(),
});
export type CassetteUsage = z.infer<typeof CassetteUsage>;

const ToolCall = z.strictObject({
  name: z.string().min(1),
  /** A text is sent as it is, so that a model that writes broken arguments can be played too. */
  args: z.union([z.record(z.string(), z.unknown()), z.string()]),
});

/** The model says something, calls tools, or both. */
const AnswerStep = z.strictObject({
  text: z.string().optional(),
  tools: z.array(ToolCall).optional(),
  usage: CassetteUsage.optional(),
  delayMs: z.int().nonnegative().max(3_600_000).optional(),
});
export type AnswerStep = z.infer<typeof AnswerStep>;

/** The provider answers with an HTTP status and a body of its own. */
const StatusStep = z.strictObject({
  status: z.int().min(200).max(599),
  body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  headers: z
    .record(
      z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'not a header name'),
      z.string().regex(/^[\t\x20-\x7e]*$/, 'not a header value: printable ASCII only'),
    )
    .optional(),
});
export type StatusStep = z.infer<typeof StatusStep>;

/** The body of the answer, byte for byte, then perhaps a broken connection. */
const RawStep = z.strictObject({
  raw: z.array(z.string()),
  destroy: z.boolean().optional(),
});
export type RawStep = z.infer<typeof RawStep>;

export type CassetteStep = AnswerStep | StatusStep | RawStep;

/** Told apart by the key that only they have, so that a mistake is reported about the right kind. */
const CassetteStep = z.record(z.string(), z.unknown()).transform((step, context): CassetteStep => {
  const schema = 'status' in step ? StatusStep : 'raw' in step ? RawStep : AnswerStep;
  const result = schema.safeParse(step);
  if (result.success) return result.data;
  for (const issue of result.error.issues) context.addIssue({ ...issue });
  return z.NEVER;
});

/** A recorded model conversation: one step answers one model request. */
export const Cassette = z.strictObject({
  schemaVersion: z.literal(1),
  model: z.string().min(1),
  steps: z.array(CassetteStep).min(1, 'needs at least one step'),
  /** What further grants hear in place of `steps`, one after the other and around again. */
  variants: z
    .array(z.strictObject({ steps: z.array(CassetteStep).min(1, 'needs at least one step') }))
    .max(16)
    .optional(),
  /** The last step answers every further request; without it they are refused. */
  repeatLast: z.boolean().optional(),
});
export type Cassette = z.infer<typeof Cassette>;
