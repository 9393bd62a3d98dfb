import type { Permission } from '../../action/domain/permission.ts';

/**
 * What a request has to bring. `session`: a WorkOS session, whose signature the proxy checked.
 * `signature`: GitHub's or WorkOS's, over the raw body. `job-token`: GitHub's
 * OIDC token of a job, which the ledger verifies. `secret`: the cron's. `run-token`: of a job or sandbox,
 * see `model-route`. `login`: state and verifier of a login that this browser began.
 */
export type Proof =
  | 'session'
  | 'signature'
  | 'job-token'
  | 'secret'
  | 'run-token'
  | 'login'
  | 'none';

/** One way into the server. */
export interface EntryPoint {
  /** `POST /api/prompts`, `page /settings`, `action throwKillSwitch`. */
  readonly name: string;
  readonly proof: Proof;
  /** At most so many requests a minute of one person; of all together where there is no session. */
  readonly perMinute: number;
  /** Changes something: without our own origin in the request it goes no further. */
  readonly changes: boolean;
  /** Read by the ledger from the membership as it stands then; undefined where no person is asked. */
  readonly needs: Permission | undefined;
}

/** Pages of one person; a click on a link costs two or three. */
export const pagesPerMinute = 600;
/** Server actions of one person, whichever. */
export const actionsPerMinute = 60;
/** Whoever is not signed in is not told apart: addresses can be made up. */
export const strangersPerMinute = 6_000;

/**
 * Every way into the server, and there is no other: a test compares this with Next's routes, pages
 * and actions and with the local listener, and another one knocks at each of them.
 */
export const entryPoints: readonly EntryPoint[] = [
  ask('GET /api/runs', 300),
  ask('GET /api/runs/counts', 300),
  ask('GET /api/runs/:id', 300),
  ask('GET /api/runs/:id/events', 300),
  ask('GET /api/runs/:id/patch', 300),
  ask('GET /api/runs/:id/artifacts/:sha256', 120),
  ask('GET /api/runs/:id/evidence/:sha256/picture', 300),
  ask('GET /api/live', 120),
  change('POST /api/runs/:id/decision', 30, 'decision:approve'),
  change('POST /api/runs/:id/control', 30, 'run:interrupt'),
  change('POST /api/runs/:id/progress', 60, 'workspace:view'),
  change('POST /api/prompts', 10, 'prompt:create'),
  change('POST /api/reruns', 10, 'run:start'),
  ask('GET /github/install', 10),
  // GitHub sends the browser here by a link: it is no page of ours that asks. `state` says that one
  // of ours began it, in this very session.
  { ...ask('GET /github/setup', 10), needs: 'repo:connect' },

  // Counted before their proof is looked at: a limit that strangers could reach would shut GitHub out.
  machine('POST /api/github/webhooks', 'signature', 60_000),
  machine('POST /api/workos/webhooks', 'signature', 6_000),
  machine('POST /api/github/approvers', 'job-token', 6_000),
  machine('GET /api/maintenance', 'secret', 6_000),
  machine('GET /api/model/:path', 'run-token', 6_000),
  machine('POST /api/model/:path', 'run-token', 6_000),
  machine('DELETE /api/model/:path', 'run-token', 6_000),
  machine('GET /healthz', 'none', 6_000),
  machine('GET /readyz', 'none', 60),

  machine('GET /login', 'none', strangersPerMinute),
  machine('GET /callback', 'login', strangersPerMinute),
  machine('page /signed-out', 'none', strangersPerMinute),
  ask('GET /sign-in-again', 30),
  ask('page /', pagesPerMinute),
  ask('page /new', pagesPerMinute),
  ask('page /organisations', pagesPerMinute),
  ask('page /settings', pagesPerMinute),
  ask('page /runs/:id', pagesPerMinute),
  ask('page /runs/:id/approval', pagesPerMinute),
  ask('page /runs/:id/evidence', pagesPerMinute),
  ask('page /runs/:id/evidence/:sha256', pagesPerMinute),
  ask('page /runs/:id/findings', pagesPerMinute),
  ask('page /runs/:id/proof', pagesPerMinute),
  ask('page /runs/:id/publication', pagesPerMinute),
  ask('page /runs/:id/sandboxes', pagesPerMinute),
  ask('page /runs/:id/tests', pagesPerMinute),
  ask('page /runs/:id/timeline', pagesPerMinute),

  change('action startRun', actionsPerMinute, 'prompt:create'),
  change('action throwKillSwitch', actionsPerMinute, 'run:interrupt'),
  change('action liftKillSwitch', actionsPerMinute, 'repo:connect'),
  change('action setRepositoryActive', actionsPerMinute, 'repo:connect'),
  change('action enrolRepository', actionsPerMinute, 'repo:connect'),
  change('action setSafety', actionsPerMinute, 'repo:connect'),
  change('action setSolo', actionsPerMinute, 'repo:connect'),
  change('action signOutOfHere', actionsPerMinute, undefined),
  change('action switchOrganisation', actionsPerMinute, undefined),
];

/** Throws for a name that is not in the table: what is not there is not served. */
export function entryPoint(name: string): EntryPoint {
  const found = entryPoints.find((each) => each.name === name);
  if (!found) throw new Error(`there is no entry point ${name}`);
  return found;
}

function ask(name: string, perMinute: number): EntryPoint {
  return { name, proof: 'session', perMinute, changes: false, needs: 'workspace:view' };
}

function change(name: string, perMinute: number, needs: Permission | undefined): EntryPoint {
  return { name, proof: 'session', perMinute, changes: true, needs };
}

/** For others than people; what it may change is bound to its proof. */
function machine(name: string, proof: Proof, perMinute: number): EntryPoint {
  return { name, proof, perMinute, changes: false, needs: undefined };
}
