import { z } from 'zod';
import { sha256Hex } from './digest.ts';
import { ActorId, RunId, Sha256, Timestamp } from './ids.ts';
import type { RunState } from './run-state.ts';

/** What a person can tell an agent at work: correct it, add to its task, or end it. */
export const ControlKind = z.enum(['steer', 'follow-up', 'abort']);
export type ControlKind = z.infer<typeof ControlKind>;

const controlFields = {
  /** The same key again is the same request: `comment:<id>`, or made up by who asks. */
  key: z.string().regex(/^[A-Za-z0-9:._-]{1,120}$/, 'not the key of a control'),
  kind: ControlKind,
  /** For the agent, as it was frozen; an abort has none. */
  text: z.string().min(1).max(8_000).optional(),
  textSha256: Sha256.optional(),
  actorId: ActorId,
  via: z.enum(['app', 'comment']),
  requestedAt: Timestamp,
};

/** A person asks; permission was checked by whoever writes it down. */
export const ControlRequest = z
  .strictObject(controlFields)
  .refine(hasItsText, 'an instruction has a text with its digest, an abort has none');
export type ControlRequest = z.infer<typeof ControlRequest>;

/** What became of it. `refused` says why in one sentence: the agent never saw it. */
export const ControlOutcome = z.strictObject({
  status: z.enum(['delivered', 'refused']),
  because: z.string().max(500).optional(),
  at: Timestamp,
});
export type ControlOutcome = z.infer<typeof ControlOutcome>;

/** A request in the queue of its run. */
export const AgentControl = z
  .strictObject({
    ...controlFields,
    workflowRunId: RunId,
    /** Counts from 1 within the run. */
    sequence: z.int().positive(),
    outcome: ControlOutcome.optional(),
  })
  .refine(hasItsText, 'an instruction has a text with its digest, an abort has none');
export type AgentControl = z.infer<typeof AgentControl>;

/** The states in which a run has an agent, or is about to. */
export const controllable: readonly RunState[] = ['received', 'provisioning', 'running'];

/** More than anybody needs; a queue that grows without end is an attack. */
export const mostControls = 100;

function hasItsText({
  kind,
  text,
  textSha256,
}: {
  readonly kind: ControlKind;
  readonly text?: string | undefined;
  readonly textSha256?: string | undefined;
}): boolean {
  if (kind === 'abort') return text === undefined && textSha256 === undefined;
  return text !== undefined && textSha256 === sha256Hex(text);
}
