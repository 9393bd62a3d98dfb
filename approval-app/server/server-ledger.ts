import { ConvexHttpClient } from 'convex/browser';
import { makeFunctionReference } from 'convex/server';
import { z } from 'zod';
import { ApprovalSubject } from '../../action/domain/approval-subject.ts';
import type { DsseEnvelope } from '../../action/domain/dsse-envelope.ts';
import type { Membership } from '../../action/domain/membership.ts';
import { boundedFetch } from './bounded-fetch.ts';

export const Target = z.strictObject({
  repositoryId: z.string(),
  owner: z.string(),
  repo: z.string(),
  workflow: z.string(),
  ref: z.string(),
});
/** A workflow file of an enrolled repository, at the branch that it was enrolled with. */
export type Target = z.infer<typeof Target>;

const AdmittedAccount = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('admitted'),
    target: Target,
    actorId: z.string(),
    prompt: z.string().optional(),
  }),
  z.strictObject({ status: z.literal('refused'), because: z.string() }),
]);

const Published = z.strictObject({
  subject: ApprovalSubject,
  branch: z.string().nullable(),
  commit: z.string().nullable(),
  pullRequest: z.string().nullable(),
  provenanceHead: z.string(),
  publishedAt: z.number(),
});

const Closings = z.array(z.strictObject({ runId: z.string(), target: Target }));
const SilentRuns = z.array(
  z.strictObject({ runId: z.string(), githubRunId: z.string(), target: Target }),
);
const StrayTurn = z.strictObject({ startAfter: z.string() }).nullable();
const Strays = z.array(z.string());
const Due = z.array(z.strictObject({ runId: z.string(), storageKeys: z.array(z.string()) }));
const Receipt = z.strictObject({ first: z.boolean(), status: z.string(), replayed: z.boolean() });

export interface Installation {
  readonly installationId: string;
  readonly accountExternalId: string;
  readonly accountLogin: string;
  readonly status: 'active' | 'suspended' | 'removed';
  readonly repositories: readonly {
    readonly externalId: string;
    readonly fullName: string;
    readonly private: boolean;
    readonly defaultBranch: string;
  }[];
}

/** The ledger as the server itself uses it: under its own token, and only for what no person does. */
export function createServerLedger(url: string, token: () => Promise<string>) {
  const client = async () =>
    new ConvexHttpClient(url, { auth: await token(), logger: false, fetch: boundedFetch });
  const query = async (name: string, args: Record<string, unknown>): Promise<unknown> =>
    await (await client()).query(makeFunctionReference<'query'>(name), args);
  const mutation = async (name: string, args: Record<string, unknown>): Promise<unknown> =>
    await (await client()).mutation(makeFunctionReference<'mutation'>(name), args);
  return {
    syncPerson: async (person: {
      readonly membership: Membership;
      readonly displayName?: string;
      readonly githubAccountId: string | null;
      readonly handles: readonly string[];
    }) => void (await mutation('people:sync', { ...person })),
    /** Which names in CODEOWNERS are still those of somebody who approved. */
    recordOwnership: async (read: {
      readonly runId: string;
      readonly actorId: string;
      readonly handles: readonly string[];
    }) => void (await mutation('ownership:record', { ...read, handles: [...read.handles] })),
    target: async (runId: string, side: 'propose' | 'publish'): Promise<Target | null> =>
      Target.nullable().parse(await query('dispatches:target', { runId, side })),
    recordDispatch: async (dispatch: { runId: string; workflowRunId: string; url: string }) =>
      void (await mutation('dispatches:record', dispatch)),
    /** The run whose publish that is; null where the server did not start it. */
    updateDispatch: async (update: {
      workflowRunId: string;
      status: string;
      conclusion?: string;
    }): Promise<string | null> =>
      z
        .string()
        .nullable()
        .parse(await mutation('dispatches:update', update)),
    recordStart: async (workflowRunId: string, actorId: string) =>
      void (await mutation('starts:record', { workflowRunId, actorId })),
    admitForAccount: async (githubAccountId: string, rerunOf: string) =>
      AdmittedAccount.parse(await mutation('starts:admitForAccount', { githubAccountId, rerunOf })),
    /** Null where nothing is published, or its statement is there. */
    published: async (runId: string) =>
      Published.nullable().parse(await query('attestations:published', { runId })),
    recordAttestation: async (
      runId: string,
      kind: 'decision' | 'publication',
      envelope: DsseEnvelope,
    ) => void (await mutation('attestations:record', { runId, kind, envelope })),
    ...receipts(mutation),
    ...closings(query, mutation),
    ...sessions(query, mutation),
    upsertInstallation: async (installation: Installation) =>
      void (await mutation('installations:upsert', {
        ...installation,
        repositories: [...installation.repositories],
      })),
    claimInstallation: async (claim: {
      installationId: string;
      workspaceId: string;
      actorId: string;
    }) => void (await mutation('installations:claim', claim)),
    ...strays(query, mutation),
    due: async (limit: number) => Due.parse(await query('retention:due', { limit })),
    reportDeletion: async (runId: string, error?: string) =>
      void (await mutation('retention:report', {
        runId,
        ...(error === undefined ? {} : { error: error.slice(0, 500) }),
      })),
  };
}
type Call = (name: string, args: Record<string, unknown>) => Promise<unknown>;

/** What GitHub delivered, and what became of it. */
function receipts(mutation: Call) {
  return {
    receive: async (delivery: {
      deliveryId: string;
      event: string;
      action?: string;
      installationId?: string;
      bodySha256: string;
    }) => Receipt.parse(await mutation('deliveries:receive', delivery)),
    finish: async (deliveryId: string, status: 'handled' | 'ignored' | 'failed', detail: string) =>
      void (await mutation('deliveries:finish', {
        deliveryId,
        status,
        detail: detail.slice(0, 500),
      })),
  };
}

/** See `convex/sessions.ts`. */
function sessions(query: Call, mutation: Call) {
  return {
    endSession: async (sessionId: string) => void (await mutation('sessions:end', { sessionId })),
    /** A session without a name could not be told from an ended one, so it counts as one. */
    hasEnded: async (sessionId: string | undefined): Promise<boolean> =>
      sessionId === undefined || z.boolean().parse(await query('sessions:hasEnded', { sessionId })),
  };
}

/** Runs that ended without their job: see `convex/closings.ts`. */
function closings(query: Call, mutation: Call) {
  return {
    takeClosings: async (limit: number) =>
      Closings.parse(await mutation('closings:take', { limit })),
    closingStarted: async (runId: string) => void (await mutation('closings:started', { runId })),
    silentRuns: async (limit: number) =>
      SilentRuns.parse(await query('closings:silent', { limit })),
    /** How many runs that job left under way. */
    jobEnded: async (githubRunId: string) =>
      z.number().parse(await mutation('closings:jobEnded', { githubRunId })),
  };
}

/** Objects of the store that no record names: see `convex/strays.ts`. */
function strays(query: Call, mutation: Call) {
  return {
    takeStrays: async () => StrayTurn.parse(await mutation('strays:take', {})),
    findStrays: async (runId: string, digests: readonly string[]) =>
      Strays.parse(await query('strays:find', { runId, digests: [...digests] })),
    straysDone: async (
      startAfter: string | null,
      removed: readonly { readonly runId: string; readonly objects: number }[],
    ) => void (await mutation('strays:done', { startAfter, removed: [...removed] })),
  };
}

export type ServerLedger = ReturnType<typeof createServerLedger>;
