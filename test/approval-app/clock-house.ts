import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { vi } from 'vitest';
import { z } from 'zod';
import type { WorkspaceRole } from '../../action/domain/permission.ts';
import { listen, shut } from '../../action/embedded/listen.ts';
import { createConvexStorage } from '../../action/plugins/convex/create-convex-storage.ts';
import { githubIssuer, serverIssuer } from '../../approval-app/convex/issuers.ts';
import { type ConvexLedger, openLedger } from '../../approval-app/embedded/convex-ledger.ts';
import { convexWire } from '../../approval-app/embedded/convex-wire.ts';
import { clientId, membershipOf, proposeClaims, publishClaims } from './ledger-house.ts';
import { type Asked, answerTo } from './run-records.ts';

const Identity = z.record(z.string(), z.union([z.string(), z.number()]));
type Identity = z.infer<typeof Identity>;

const job = { issuer: githubIssuer, subject: 'job' };
const enrolment = {
  repositoryId: 'github:42',
  ownerId: '7',
  workspaceId: 'workos:org_acme',
  proposeWorkflowRefs: [proposeClaims.job_workflow_ref],
  publishWorkflowRefs: [publishClaims.job_workflow_ref],
  active: true,
};

/**
 * The ledger in this very process, so that its clock is the test's: `at` sets it, to the
 * millisecond. Callers say who they are; whether tokens are believed is tested elsewhere.
 */
export async function openClockHouse() {
  vi.stubEnv('WORKOS_CLIENT_ID', clientId);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const ledger = await openLedger();
  await ledger.runInternal('administration:enrol', enrolment);
  const server = createServer(
    getRequestListener(
      convexWire(ledger, async (token) =>
        Identity.parse(JSON.parse(Buffer.from(token, 'base64url').toString())),
      ).fetch,
    ),
  );
  const url = `http://127.0.0.1:${await listen(server)}`;
  const storage = (claims: Identity) =>
    createConvexStorage({ url, token: async () => tokenOf(claims) });
  return {
    ledger,
    propose: storage({ ...proposeClaims, ...job }),
    publish: storage({ ...publishClaims, ...job }),
    at: (moment: number) => void vi.setSystemTime(moment),
    ...people(ledger),
    close: async () => {
      await shut(server);
      vi.useRealTimers();
      vi.unstubAllEnvs();
    },
  };
}
export type ClockHouse = Awaited<ReturnType<typeof openClockHouse>>;

function people(ledger: ConvexLedger) {
  const mutate = async (identity: Identity, path: string, args: Record<string, unknown>) =>
    await ledger.run({ kind: 'mutation', path, args, identity });
  const query = async (identity: Identity, path: string, args: Record<string, unknown>) =>
    await ledger.run({ kind: 'query', path, args, identity });
  const of = (name: string, loginAt = Date.now()): Identity => ({
    issuer: `https://api.workos.com/user_management/${clientId}`,
    subject: `user_${name}`,
    org_id: 'org_acme',
    sid: `session_${name}`,
    auth_time: Math.floor(loginAt / 1_000),
  });
  const server: Identity = { issuer: serverIssuer, subject: 'approval-app' };
  return {
    /** Somebody of the organisation with this role and GitHub account, from now on. */
    join: async (name: string, role: WorkspaceRole = 'reviewer', github: string | null = '77') => {
      const actorId = `workos:user_${name}`;
      const membership = { ...membershipOf(role), id: `om_${name}`, actorId };
      await ledger.runInternal('administration:setMembership', { membership });
      if (github !== null)
        await ledger.runInternal('administration:linkGithub', {
          actorId,
          githubAccountId: `github:${github}`,
        });
    },
    decide: async (
      name: string,
      run: Asked,
      said: Record<string, unknown> = {},
      loginAt?: number,
    ) => await mutate(of(name, loginAt), 'decisions:decide', { ...answerTo(run), ...said }),
    change: async (name: string, path: string, args: Record<string, unknown>) =>
      await mutate(of(name), path, args),
    ask: async (name: string, path: string, args: Record<string, unknown>) =>
      await query(of(name), path, args),
    serverMutation: async (path: string, args: Record<string, unknown>) =>
      await mutate(server, path, args),
    serverQuery: async (path: string, args: Record<string, unknown>) =>
      await query(server, path, args),
  };
}

function tokenOf(identity: Identity): string {
  return Buffer.from(JSON.stringify(identity)).toString('base64url');
}
