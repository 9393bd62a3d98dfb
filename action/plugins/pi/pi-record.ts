import { z } from 'zod';

/*
 * The rim: what Pi 1.5 writes to stdout in RPC mode (its docs/rpc.md, docs/json.md). Loose on
 * purpose: unknown fields are dropped and a field of another shape reads as absent, so that
 * a new version of Pi, or a hostile writer, can only make an event say less.
 */

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const count = z.number().nonnegative().finite().optional().catch(undefined);
const tokens = z.int().nonnegative();

const PiUsage = z.object({
  input: tokens,
  output: tokens,
  cacheRead: tokens.catch(0),
  cacheWrite: tokens.catch(0),
  cost: z.object({ total: z.number().nonnegative().finite() }),
});

const PiContent = z.object({ type: text, text, name: text });

const PiMessage = z.object({
  role: text,
  content: z
    .union([
      z.string().transform((only) => [{ type: 'text', text: only, name: undefined }]),
      z.array(PiContent),
    ])
    .catch([]),
  stopReason: text,
  errorMessage: text,
  usage: PiUsage.optional().catch(undefined),
});
export type PiMessage = z.infer<typeof PiMessage>;

export const PiRecord = z.object({
  type: z.string(),
  /** Of a response: the id that the command carried. Of a dialog: the id to answer. */
  id: text,
  command: text,
  success: flag,
  error: text,
  data: z.object({ disposition: text }).optional().catch(undefined),
  message: PiMessage.optional().catch(undefined),
  toolCallId: text,
  toolName: text,
  args: z.looseObject({ command: text, path: text, pattern: text }).optional().catch(undefined),
  result: z
    .object({ content: z.array(PiContent).catch([]) })
    .optional()
    .catch(undefined),
  isError: flag,
  durationMs: count,
  aborted: flag,
  willRetry: flag,
  attempt: count,
  maxAttempts: count,
  errorMessage: text,
  finalError: text,
  method: text,
  title: text,
  reason: text,
});
export type PiRecord = z.infer<typeof PiRecord>;

/** Undefined for a line that is not a JSON object with a type. */
export function readPiRecord(line: string): PiRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return PiRecord.safeParse(value).data;
}
