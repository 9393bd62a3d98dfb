import { z } from 'zod';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,119}$/);
const word = z.string().regex(/^[a-z][a-z0-9._-]{0,59}$/);

/**
 * SPEC 13.2, literally, each with all that it may carry: ids, counts and words of ours. Code,
 * prompts, diffs, evidence, names and addresses have no place in any of them.
 */
export const analyticsPayloads = {
  workflow_started: z.strictObject({ runId: id, trigger: word }),
  first_workflow_completed: z.strictObject({ runId: id }),
  trust_report_viewed: z.strictObject({ runId: id, state: word.optional() }),
  artifact_opened: z.strictObject({ runId: id, kind: word }),
  patch_approved: z.strictObject({ runId: id }),
  patch_rejected: z.strictObject({ runId: id }),
  publication_created: z.strictObject({ runId: id }),
} as const;

export type AnalyticsEvent = keyof typeof analyticsPayloads;
export type AnalyticsPayload<Event extends AnalyticsEvent> = z.infer<
  (typeof analyticsPayloads)[Event]
>;

export const analyticsEvents: readonly string[] = Object.keys(analyticsPayloads);

/** The payload, or undefined for one that holds anything else: it is not sent. */
export function allowedPayload(
  event: AnalyticsEvent,
  payload: unknown,
): Readonly<Record<string, string>> | undefined {
  return analyticsPayloads[event].safeParse(payload).data;
}
