import { z } from 'zod';
import { DsseEnvelope } from '../../action/domain/dsse-envelope.ts';
import { RunId } from '../../action/domain/ids.ts';
import { serverMutation } from './builders.ts';
import { refusal } from './refusal.ts';
import { alreadyWritten, findRun, write } from './rows.ts';
import { attestationOf } from './runParts.ts';
import { decisionOf } from './timeline.ts';

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
