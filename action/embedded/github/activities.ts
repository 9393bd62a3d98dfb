import type { Hono } from 'hono';
import { requires } from './access.ts';
import type { Account } from './account.ts';
import type { ActivityRecord } from './activity-record.ts';
import type { Forge } from './forge.ts';
import { findFork, forkForge } from './forks.ts';
import { type Json, nodeId, renderUser } from './render-people.ts';
import { type ApiContext, notFound, page, type RouteVariables } from './reply.ts';

const nothing = '0'.repeat(40);

/** Remembers who moved a branch; other refs are no activity. */
export async function noteMove(
  forge: Forge,
  actor: Account,
  ref: string,
  before: string | undefined,
  after: string | undefined,
): Promise<void> {
  if (!ref.startsWith('refs/heads/') || before === after) return;
  const { store, repository, now } = forge;
  const record: ActivityRecord = {
    id: store.nextId(),
    repositoryId: repository.id,
    ref,
    before: before ?? nothing,
    after: after ?? nothing,
    type: await kindOf(forge, before, after),
    actor,
    timestamp: now(),
  };
  store.state.activities.push(record);
  store.save();
}

async function kindOf(
  { git }: Forge,
  before: string | undefined,
  after: string | undefined,
): Promise<ActivityRecord['type']> {
  if (before === undefined) return 'branch_creation';
  if (after === undefined) return 'branch_deletion';
  const { code } = await git.run(['merge-base', '--is-ancestor', before, after]);
  return code === 0 ? 'push' : 'force_push';
}

/** `GET /repos/{owner}/{repo}/activity`, newest first, of this repository. */
export function addActivityRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  app.get('/repos/:owner/:repo/activity', requires('read', 'contents'), (context) =>
    context.json(page(context, listed(context, forge))),
  );
}

/** The same of a fork: public like its network, or not there for a token of the repository. */
export function addForkActivityRoute(app: Hono<RouteVariables>, forge: Forge): void {
  app.get('/repos/:owner/:repo/activity', async (context, next) => {
    const fork = findFork(forge, context.req.param('owner'), context.req.param('repo'));
    if (!fork) return next();
    if (forge.repository.private !== false) throw notFound();
    return context.json(page(context, listed(context, forkForge(forge, fork))));
  });
}

function listed(context: ApiContext, { store, repository, addresses }: Forge): Json[] {
  const wanted = context.req.query('ref')?.replace(/^(refs\/heads\/)?/, 'refs/heads/');
  return store.state.activities
    .filter(({ repositoryId }) => repositoryId === repository.id)
    .filter(({ ref }) => wanted === undefined || ref === wanted)
    .toReversed()
    .map(({ id, before, after, ref, timestamp, type, actor }) => ({
      ...{ id, node_id: nodeId('PSH', id), before, after, ref, timestamp },
      activity_type: type,
      actor: renderUser(addresses, actor),
    }));
}
