import { defineTable } from 'convex/server';
import { v } from 'convex/values';
import { DsseEnvelope } from '../../action/domain/dsse-envelope.ts';
import { AccountConnection } from '../../action/domain/repository-connection.ts';
import { InboxEntry } from '../contract/inbox.ts';
import { zodToConvex } from '../zod-to-convex.js';

/** What the approval app keeps beside the runs themselves: people, workspaces, GitHub, its own work. */
export const appTables = {
  // Written by the server as the forge tells (webhooks, the installation's return), claimed for a
  // workspace by a person with repo:connect. Read when a repository is enrolled, and by settings.
  installations: defineTable({
    installationId: v.string(),
    /** Absent until somebody of a workspace connects it. */
    workspaceId: v.optional(v.string()),
    record: v.optional(zodToConvex(AccountConnection)),
    accountExternalId: v.string(),
    accountLogin: v.string(),
    status: v.union(v.literal('active'), v.literal('suspended'), v.literal('removed')),
    repositories: v.array(
      v.object({
        externalId: v.string(),
        fullName: v.string(),
        private: v.boolean(),
        defaultBranch: v.string(),
      }),
    ),
    updatedAt: v.number(),
  })
    .index('by_installation', ['installationId'])
    .index('by_workspace', ['workspaceId']),

  // Written by the server as the identity provider has it. Read by `decide`: who asked for a patch
  // is known by a GitHub account, who decides by a WorkOS user.
  githubAccounts: defineTable({
    actorId: v.string(),
    /** `github:<numeric id>`. */
    githubAccountId: v.string(),
    /** What CODEOWNERS may call this person, in lower case: `@login`, `@org/team`, an address. */
    handles: v.optional(v.array(v.string())),
    syncedAt: v.number(),
  })
    .index('by_actor', ['actorId'])
    .index('by_account', ['githubAccountId']),

  // Written by the server, before an approval is counted or used where policy wants code owners: which
  // of the names it was given under are still its giver's. Read by whatever counts approvals.
  ownerships: defineTable({
    runId: v.string(),
    actorId: v.string(),
    /** Out of CODEOWNERS, in lower case. */
    handles: v.array(v.string()),
    readAt: v.number(),
  }).index('by_approver', ['runId', 'actorId']),

  // Written by `workspaces` (a person with the right). Read by everything that starts, decides or
  // publishes, and by settings. One row a workspace.
  workspaces: defineTable({
    workspaceId: v.string(),
    killSwitch: v.optional(
      v.object({ actorId: v.string(), reason: v.string(), thrownAt: v.number() }),
    ),
    /** Requesters may approve their own requests, after this many minutes and a fresh login. */
    solo: v.optional(
      v.object({ coolOffMinutes: v.number(), actorId: v.string(), since: v.number() }),
    ),
    /** How old a login may be that approves a patch of high risk. */
    stepUpMinutes: v.optional(v.number()),
    /** Payloads of ended runs are deleted after so many days. */
    retentionDays: v.optional(v.number()),
    /** The run that was published before any other; never changed. */
    firstPublishedRunId: v.optional(v.string()),
  })
    .index('by_workspace', ['workspaceId'])
    .index('by_retention', ['retentionDays']),

  // Written by the server when somebody logs out, or WorkOS says that it revoked one. Read on every call of a person, which an ended
  // session does not get. Forgotten by a cron once no token of it can be left.
  endedSessions: defineTable({
    /** The `sid` of its tokens. */
    sessionId: v.string(),
    keepUntil: v.number(),
  })
    .index('by_session', ['sessionId'])
    .index('by_end', ['keepUntil']),

  // Written with every move of a run, by `projection.ts` and nothing else. Read by the inbox: one
  // small row a run, so that a list of thousands reads no run whole.
  inboxEntries: defineTable({
    workspaceId: v.string(),
    runId: v.string(),
    repositoryId: v.string(),
    lane: v.union(v.literal('needs-decision'), v.literal('running'), v.literal('ended')),
    createdAt: v.number(),
    updatedAt: v.number(),
    /** What a list shows; JSON of `InboxEntry`. */
    entry: zodToConvex(InboxEntry),
    searchText: v.string(),
    /** Absent: kept until retention says otherwise. Set by `retention.ts` and nothing else. */
    payloads: v.optional(v.union(v.literal('held'), v.literal('planned'))),
  })
    .index('by_run', ['runId'])
    .index('by_workspace', ['workspaceId', 'createdAt'])
    .index('by_change', ['workspaceId', 'updatedAt'])
    .index('by_lane', ['workspaceId', 'lane', 'createdAt'])
    .index('by_repository', ['workspaceId', 'repositoryId', 'createdAt'])
    .index('by_repository_lane', ['workspaceId', 'repositoryId', 'lane', 'createdAt'])
    .index('by_payloads', ['workspaceId', 'lane', 'payloads', 'updatedAt'])
    .index('by_repository_payloads', ['workspaceId', 'repositoryId', 'lane', 'payloads'])
    .searchIndex('by_text', {
      searchField: 'searchText',
      filterFields: ['workspaceId', 'lane', 'repositoryId'],
    }),

  // Written with the rows of the inbox, by `laneCounts.ts` and nothing else. Read by the inbox and by
  // everyone who has it open.
  laneCounts: defineTable({
    workspaceId: v.string(),
    lane: v.union(v.literal('needs-decision'), v.literal('running'), v.literal('ended')),
    runs: v.number(),
  }).index('by_lane', ['workspaceId', 'lane']),

  // Written by the server, once each: statements that it signed with the app's key. Read with the
  // timeline, and by the publish job.
  attestations: defineTable({
    runId: v.string(),
    kind: v.union(v.literal('decision'), v.literal('publication')),
    envelope: zodToConvex(DsseEnvelope),
    createdAt: v.number(),
  }).index('by_run', ['runId', 'kind']),

  // Written by the server: publish workflows that it started, and how far they are. Read by the run
  // page.
  dispatches: defineTable({
    runId: v.string(),
    /** The forge's id of the workflow run. */
    workflowRunId: v.string(),
    url: v.string(),
    status: v.string(),
    conclusion: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index('by_run', ['runId', 'createdAt'])
    .index('by_workflow_run', ['workflowRunId']),

  // How much a person did in the minute that is going on. Written and read by `pace.ts`, and nothing
  // else.
  paces: defineTable({
    actorId: v.string(),
    what: v.union(v.literal('change'), v.literal('start')),
    since: v.number(),
    count: v.number(),
  }).index('by_actor', ['actorId', 'what']),

  // Runs that ended without a job at work on them, whose check on the forge has to be ended yet.
  // Written with what ended them, read and closed by the server once it started the job that does it.
  closings: defineTable({
    runId: v.string(),
    repositoryId: v.string(),
    status: v.union(v.literal('due'), v.literal('done'), v.literal('given-up')),
    attempts: v.number(),
    /** Whoever took it has it until then. */
    notBefore: v.number(),
    createdAt: v.number(),
  })
    .index('by_run', ['runId'])
    .index('by_turn', ['status', 'notBefore']),

  // Written by the server: workflow runs that it started for a person. Read by `decide`: whoever asked
  // does not approve, also where the forge knows only the App.
  starts: defineTable({
    workflowRunId: v.string(),
    actorId: v.string(),
    createdAt: v.number(),
  }).index('by_workflow_run', ['workflowRunId']),

  // What the forge delivered, by delivery id, once each. Written by the server before it answers;
  // read by whoever asks whether a delivery was taken. What nothing was done about is forgotten
  // after a month.
  deliveries: defineTable({
    deliveryId: v.string(),
    event: v.string(),
    action: v.optional(v.string()),
    installationId: v.optional(v.string()),
    bodySha256: v.string(),
    status: v.union(
      v.literal('received'),
      v.literal('handled'),
      v.literal('ignored'),
      v.literal('failed'),
    ),
    detail: v.optional(v.string()),
    receivedAt: v.number(),
  })
    .index('by_delivery', ['deliveryId'])
    .index('by_body', ['bodySha256'])
    .index('by_age', ['status', 'receivedAt']),

  // Payloads of ended runs that are to be deleted from the artifact store, or were. Written by the
  // retention job, read and closed by the server once the store says
  // that they are gone.
  deletions: defineTable({
    runId: v.string(),
    workspaceId: v.string(),
    because: v.string(),
    /** Those whose turn it is; a run of very many has several turns. */
    storageKeys: v.array(v.string()),
    /** How many are gone already. */
    deleted: v.number(),
    status: v.union(v.literal('due'), v.literal('done')),
    attempts: v.number(),
    lastError: v.optional(v.string()),
    /** When it is tried again after an error. */
    notBefore: v.number(),
    createdAt: v.number(),
    doneAt: v.optional(v.number()),
  })
    .index('by_turn', ['status', 'notBefore'])
    .index('by_run', ['runId']),

  // How far a walk through the artifact store has come. Written and read by `strays.ts`.
  storeWalks: defineTable({
    name: v.literal('strays'),
    /** The last key that was looked at; empty at the beginning. */
    startAfter: v.string(),
    /** Whoever took a turn has it until then. */
    notBefore: v.number(),
  }).index('by_name', ['name']),

  // Repositories and workspaces whose payloads are to go. Written by a person with repo:connect. Read
  // and closed by the retention job.
  erasures: defineTable({
    workspaceId: v.string(),
    /** Absent: all of the workspace. */
    repositoryId: v.optional(v.string()),
    actorId: v.string(),
    reason: v.string(),
    status: v.union(v.literal('open'), v.literal('done')),
    createdAt: v.number(),
    doneAt: v.optional(v.number()),
  }).index('by_status', ['status', 'createdAt']),
};
