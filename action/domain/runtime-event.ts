import { z } from 'zod';
import { RunId, Timestamp } from './ids.ts';

/** What an agent does, in our words. Closed: a runtime's new event becomes `unknown`, kept raw. */
export const RuntimeEventType = z.enum([
  'agent.started',
  'turn.started',
  'message.started',
  'message.updated',
  'message.ended',
  'tool.started',
  'tool.updated',
  'tool.ended',
  'turn.ended',
  'agent.ended',
  'agent.settled',
  'rpc.response',
  /** A person told the agent something; see `AgentControl`. */
  'instruction.sent',
  'error',
  'unknown',
]);
export type RuntimeEventType = z.infer<typeof RuntimeEventType>;

/** Tokens and US dollars, of one message or summed over a run. */
export const ModelUsage = z.strictObject({
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  cacheReadTokens: z.int().nonnegative(),
  cacheWriteTokens: z.int().nonnegative(),
  costUsd: z.number().nonnegative(),
});
export type ModelUsage = z.infer<typeof ModelUsage>;

export const noUsage: ModelUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costUsd: 0,
};

export function addUsage(one: ModelUsage, other: ModelUsage): ModelUsage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
    cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
    costUsd: one.costUsd + other.costUsd,
  };
}

export const RuntimeEvent = z.strictObject({
  id: z.string().max(100),
  workflowRunId: RunId,
  provider: z.literal('pi'),
  type: RuntimeEventType,
  occurredAt: Timestamp,
  /** One line for a timeline; untrusted text, capped. */
  summary: z.string().max(500).optional(),
  /** Compact JSON of what matters of the raw event; untrusted, capped. */
  payloadJson: z.string().max(16_384).optional(),
  /** On `message.ended` of the model: what this answer cost. */
  usage: ModelUsage.optional(),
  /** On `message.ended` of the model: why it stopped. */
  stopReason: z.string().max(100).optional(),
  /** On `agent.settled`. */
  aborted: z.boolean().optional(),
  /** Session, stream, line and hash: the same line ingested twice is one event. */
  idempotencyKey: z.string().max(200),
  sourceSessionId: z.string().max(200).optional(),
  sourceCommandId: z.string().max(200).optional(),
  sourceStream: z.enum(['stdout', 'stderr']).optional(),
  sourceLine: z.int().nonnegative().optional(),
  sourceOffset: z.int().nonnegative().optional(),
});
export type RuntimeEvent = z.infer<typeof RuntimeEvent>;
