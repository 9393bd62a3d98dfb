import { z } from 'zod';
import { DsseEnvelope } from '../../action/domain/dsse-envelope.ts';
import { RunId } from '../../action/domain/ids.ts';
import type { PublicationEvent } from '../../action/domain/publication-event.ts';
import { serverMutation, serverQuery } from './builders.ts';
import { refusal } from './refusal.ts';
import { alreadyWritten, findRun, write } from './rows.ts';
import { attestationOf } from './runParts.ts';
import { decisionOf, subjectOf } from './timeline.ts';

/** Keeps what the server signed. It is about a decision or a publication that is here already. */
export const record = serverMutation({
  args: { runId: RunId, kind: z.enum(['decision', 'publication']), envelope: DsseEnvelope },
  handler: async (ctx, { runId, kind, envelope }): Promise<null> => {
    const row = await findRun(ctx, runId);
    const decision = await decisionOf(ctx, runId);
    if (!row || decision?.answer !== 'approved')
      throw refusal('conflict', `nobody approved run ${runId}`);
    if (kind === 'publication' && row.record.state !== 'published')
      throw refusal('conflict', `run ${runId} is "${row.record.state}" and not published`);
    const existing = await attestationOf(ctx, runId, kind);
    if (alreadyWritten(existing ?? undefined, envelope, `the ${kind} statement of ${runId}`))
      return null;
    await write(ctx, 'attestations', { runId, kind, envelope, createdAt: Date.now() });
    return null;
  },
});

/** What a publication statement is made of; null where nothing is published, or it is signed already. */
export const published = serverQuery({
  args: { runId: RunId },
  handler: async (ctx, { runId }) => {
    const row = await findRun(ctx, runId);
    const subject = await subjectOf(ctx, runId);
    if (row?.record.state !== 'published' || !subject) return null;
    if (await attestationOf(ctx, runId, 'publication')) return null;
    const events = await ctx.db
      .query('publicationEvents')
      .withIndex('by_key', (q) => q.eq('record.workflowRunId', runId))
      .take(100);
    const of = (kind: PublicationEvent['kind']) =>
      events.find(({ record }) => record.kind === kind && record.status === 'published')?.record;
    return {
      subject,
      branch: of('branch')?.externalId ?? null,
      commit: of('commit')?.externalId ?? null,
      pullRequest: of('draft-pull-request')?.externalId ?? null,
      provenanceHead: row.head.hash,
      publishedAt: Math.max(0, ...events.map(({ record }) => record.createdAt)),
    };
  },
});
