import type { MutationCtx } from './_generated/server.js';
import { write } from './rows.ts';

export interface AuditEntry {
  readonly workspaceId: string;
  /** Absent where it is not about one run. */
  readonly runId?: string;
  readonly actorId: string;
  /** `decide`, `consume`, `kill-switch.throw`, `decision.void`, `repository.enrol` ... */
  readonly action: string;
  readonly outcome: 'recorded' | 'refused';
  readonly detail: string;
}

/** Written in the transaction of what it tells of: one is never there without the other. */
export async function audit(ctx: MutationCtx, entry: AuditEntry): Promise<void> {
  await write(ctx, 'auditEntries', {
    ...entry,
    detail: entry.detail.slice(0, 4_000),
    at: Date.now(),
  });
}
