import { z } from 'zod';
import {
  AgentControl,
  ControlKind,
  ControlOutcome,
  ControlRequest,
  controllable,
  mostControls,
} from '../../action/domain/agent-control.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { RunId } from '../../action/domain/ids.ts';
import { promptText } from '../../action/domain/prompt-text.ts';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { jobQuery, personMutation, personQuery, proposeMutation } from './builders.ts';
import { holds, type Person } from './callers.ts';
import { exact } from './exact.ts';
import { refusal } from './refusal.ts';
import { alreadyWritten, amend, findRun, type RunRow, write } from './rows.ts';
import { unknownRun } from './standing.ts';

/** The queue of what people tell the agent of a run: people add to it, the run's job polls it. */

/** `refused` is a value and not an error, so that the audit entry of the attempt is kept. */
export type SendOutcome =
  | { readonly status: 'queued'; readonly control: AgentControl }
  | { readonly status: 'refused'; readonly because: string };

const Send = {
  runId: RunId,
  /** Made up by the page once for each form: sent twice, it is one request. */
  key: z.string().regex(/^[A-Za-z0-9_-]{8,100}$/, 'not a key'),
  kind: ControlKind,
  text: z.string().max(8_000).optional(),
};
type Send = z.infer<z.ZodObject<typeof Send>>;

/** A person tells the agent something. Needs `run:interrupt`, by membership as it stands now. */
export const send = personMutation({
  args: Send,
  handler: async (ctx, sent): Promise<SendOutcome> => {
    const { person } = ctx;
    const row = await findRun(ctx, sent.runId);
    if (!row) return refused(unknownRun);
    const because = await whyNot(ctx, row, person);
    if (because !== undefined) {
      await audit(ctx, row, person, 'refused', `${sent.kind}: ${because}`);
      return refused(because);
    }
    const request = requestOf(sent, person);
    if (!request) return refused('there is no text for the agent in it');
    const control = await enqueue(ctx, row, request);
    if (typeof control === 'string') {
      await audit(ctx, row, person, 'refused', `${sent.kind}: ${control}`);
      return refused(control);
    }
    await audit(ctx, row, person, 'recorded', `${sent.kind} ${control.textSha256 ?? ''}`.trim());
    return { status: 'queued', control };
  },
});

/** What was said so far, and what became of it; null where the person may not see the run. */
export const list = personQuery({
  args: { runId: RunId },
  handler: async (ctx, { runId }): Promise<AgentControl[] | null> => {
    const { actorId, workspaceId } = ctx.person;
    const row = await findRun(ctx, runId);
    if (row?.record.workspaceId !== workspaceId) return null;
    if (!(await holds(ctx, workspaceId, actorId, 'workspace:view'))) return null;
    return await controlsOf(ctx, runId, 0);
  },
});

/** What a person said in a comment on the forge; the job checked there who it was. */
export const record = proposeMutation({
  args: { request: ControlRequest },
  handler: async (ctx, { request }): Promise<AgentControl> => {
    if (request.via !== 'comment' || !request.actorId.startsWith('github:'))
      throw refusal('auth', 'a job can only pass on what was said in a comment');
    const control = await enqueue(ctx, ctx.runRow, request);
    if (typeof control === 'string') throw refusal('conflict', control);
    return control;
  },
});

export const read = jobQuery({
  args: { after: z.int().nonnegative() },
  handler: async (ctx, { after }) => await controlsOf(ctx, ctx.runRow.record.id, after),
});

export const acknowledge = proposeMutation({
  args: { sequence: z.int().positive(), outcome: ControlOutcome },
  handler: async (ctx, { sequence, outcome }): Promise<null> => {
    const runId = ctx.runRow.record.id;
    const row = await ctx.db
      .query('agentControls')
      .withIndex('by_sequence', (q) =>
        q.eq('record.workflowRunId', runId).eq('record.sequence', sequence),
      )
      .unique();
    if (!row) throw refusal('not-found', `there is no control ${sequence} of ${runId}`);
    const there = row.record.outcome;
    if (alreadyWritten(there, outcome, `the outcome of control ${sequence}`)) return null;
    const acknowledged = AgentControl.parse({ ...row.record, outcome });
    await amend(ctx, 'agentControls', row, {
      record: exact<typeof row.record>(acknowledged),
    });
    return null;
  },
});

async function whyNot(
  ctx: QueryCtx,
  { record: { workspaceId } }: RunRow,
  { actorId, workspaceId: own }: Person,
): Promise<string | undefined> {
  if (own !== workspaceId) return unknownRun;
  if (!(await holds(ctx, workspaceId, actorId, 'workspace:view'))) return unknownRun;
  if (await holds(ctx, workspaceId, actorId, 'run:interrupt')) return undefined;
  return 'you do not hold the permission run:interrupt';
}

/** Undefined where an instruction has no text. The key is bound to who asks: nobody takes another's. */
function requestOf({ key, kind, text }: Send, { actorId }: Person): ControlRequest | undefined {
  const base = { key: `${actorId}:${key}`, kind, actorId, via: 'app' as const };
  if (kind === 'abort') return { ...base, requestedAt: Date.now() };
  const said = promptText(text ?? '');
  if (said.kind === 'unusable' || said.text.length > 8_000) return undefined;
  return { ...base, text: said.text, textSha256: sha256Hex(said.text), requestedAt: Date.now() };
}

/** The control as it stands in the queue, or why it can not. */
async function enqueue(
  ctx: MutationCtx,
  { record: run }: RunRow,
  request: ControlRequest,
): Promise<AgentControl | string> {
  const existing = await ctx.db
    .query('agentControls')
    .withIndex('by_key', (q) => q.eq('record.workflowRunId', run.id).eq('record.key', request.key))
    .unique();
  if (existing) {
    const { kind, textSha256 } = existing.record;
    const same = kind === request.kind && textSha256 === request.textSha256;
    return same ? AgentControl.parse(existing.record) : 'this key was used for something else';
  }
  if (!controllable.includes(run.state))
    return `the run is "${run.state}" and has no agent to tell anything`;
  const there = await controlsOf(ctx, run.id, 0);
  if (there.length >= mostControls) return `the run was told ${mostControls} things already`;
  const control = AgentControl.parse({
    ...request,
    workflowRunId: run.id,
    sequence: there.length + 1,
  });
  await write(ctx, 'agentControls', { record: control });
  return control;
}

async function controlsOf(ctx: QueryCtx, runId: string, after: number): Promise<AgentControl[]> {
  const rows = await ctx.db
    .query('agentControls')
    .withIndex('by_sequence', (q) =>
      q.eq('record.workflowRunId', runId).gt('record.sequence', after),
    )
    .take(mostControls);
  return rows.map((row) => AgentControl.parse(row.record));
}

function refused(because: string): SendOutcome {
  return { status: 'refused', because };
}

async function audit(
  ctx: MutationCtx,
  { record }: RunRow,
  { actorId }: Person,
  outcome: 'recorded' | 'refused',
  detail: string,
): Promise<void> {
  await write(ctx, 'auditEntries', {
    workspaceId: record.workspaceId,
    runId: record.id,
    actorId,
    action: 'control',
    outcome,
    detail: detail.slice(0, 2_000),
    at: Date.now(),
  });
}
