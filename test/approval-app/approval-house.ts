import type { WorkspaceRole } from '../../action/domain/permission.ts';
import { ledgerClient } from './ledger-client.ts';
import {
  type LedgerHouse,
  membershipOf,
  proposeClaims,
  publishClaims,
  startLedgerHouse,
} from './ledger-house.ts';
import { type Asked, answerTo, askForDecision } from './run-records.ts';

/** The ledger with people who come in as a story needs them. */
export async function startApprovalHouse() {
  const house = await startLedgerHouse();
  return {
    ...house,
    /** A run that waits for a decision; `githubRunId`: the workflow run that made it. */
    asked: async (options: Parameters<typeof askForDecision>[1] = {}, githubRunId = '1001') =>
      await askForDecision(house.storage({ ...proposeClaims, run_id: githubRunId }), options),
    decisionOf: async ({ runId }: Asked) =>
      (await house.storage(publishClaims).readWorkflowTimeline(runId)).decision,
    /** Somebody more in the organisation, with this GitHub account (its number), or with none. */
    join: async (
      name: string,
      role: WorkspaceRole = 'reviewer',
      github: string | null = '77',
      status: 'active' | 'inactive' = 'active',
    ) => {
      const actorId = `workos:user_${name}`;
      const membership = { ...membershipOf(role, status), id: `om_${name}`, actorId };
      await house.host.administrate('administration:setMembership', { membership });
      if (github === null) return;
      const link = { actorId, githubAccountId: `github:${github}` };
      await house.host.administrate('administration:linkGithub', link);
    },
    /** What the ledger says to this person's answer. */
    decide: async (
      name: string,
      run: Asked,
      said: Record<string, unknown> = {},
      claims: Record<string, unknown> = {},
    ): Promise<unknown> => {
      const token = await house.people.mintAccessToken(`user_${name}`, {
        org_id: 'org_acme',
        ...claims,
      });
      const answer = { ...answerTo(run), ...said };
      return await ledgerClient(house, token).mutation('decisions:decide', answer);
    },
    server: async () => ledgerClient(house, await house.serverToken()),
    as: async (user: string) =>
      ledgerClient(house, await house.people.mintAccessToken(user, { org_id: 'org_acme' })),
  } satisfies LedgerHouse & Record<string, unknown>;
}
export type ApprovalHouse = Awaited<ReturnType<typeof startApprovalHouse>>;
