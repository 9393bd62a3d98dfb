import type { Hono } from 'hono';
import { requires } from './access.ts';
import type { RunRecord } from './actions-records.ts';
import { type Forge, sameName } from './forge.ts';
import { renderEnvironmentLinks } from './render-environment.ts';
import { renderUser } from './render-people.ts';
import { renderRun, workflowId } from './render-run.ts';
import { type ApiContext, ApiError, notFound, page, type RouteVariables } from './reply.ts';
import { changeRun } from './runs.ts';

/** Workflow runs: looking, cancelling, and who let them into an environment. */
export function addRunRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const actions = '/repos/:owner/:repo/actions';
  const { state } = forge.store;
  app.get(`${actions}/runs`, requires('read', 'actions'), (context) =>
    listRuns(context, forge, state.runs),
  );
  app.get(`${actions}/workflows/:workflow/runs`, requires('read', 'actions'), (context) => {
    const wanted = context.req.param('workflow');
    const runs = state.runs.filter(
      ({ path }) => path.endsWith(`/${wanted}`) || String(workflowId(path)) === wanted,
    );
    return listRuns(context, forge, runs);
  });
  app.get(`${actions}/runs/:id`, requires('read', 'actions'), async (context) =>
    context.json(await renderRun(forge, findRun(forge, context.req.param('id')))),
  );
  app.post(`${actions}/runs/:id/cancel`, requires('write', 'actions'), (context) => {
    const run = findRun(forge, context.req.param('id'));
    if (run.status === 'completed')
      throw new ApiError(409, 'Cannot cancel a workflow run that is completed.');
    changeRun(forge, run, { status: 'completed', conclusion: 'cancelled' });
    forge.onCancel?.(run.id);
    return context.json({}, 202);
  });
  app.get(`${actions}/runs/:id/approvals`, requires('read', 'actions'), (context) => {
    const run = findRun(forge, context.req.param('id'));
    const reviews = state.reviews.filter(({ runId }) => runId === run.id);
    return context.json(
      reviews.map(({ environment, state: answer, reviewer, comment }) => ({
        environments: state.environments
          .filter(({ name }) => sameName(name, environment))
          .map((found) => renderEnvironmentLinks(forge, found)),
        state: answer,
        user: renderUser(forge.addresses, reviewer),
        comment,
      })),
    );
  });
}

export function findRun(forge: Forge, id: string): RunRecord {
  const run = forge.store.state.runs.find((run) => String(run.id) === id);
  if (!run) throw notFound();
  return run;
}

async function listRuns(
  context: ApiContext,
  forge: Forge,
  runs: readonly RunRecord[],
): Promise<Response> {
  const { actor, branch, event, status, head_sha: sha } = context.req.query();
  const found = runs
    .filter((run) => actor === undefined || sameName(run.actor.login, actor))
    .filter((run) => branch === undefined || run.headBranch === branch)
    .filter((run) => event === undefined || run.event === event)
    .filter((run) => sha === undefined || run.headSha === sha)
    // One parameter asks for a status or for a conclusion.
    .filter((run) => status === undefined || [run.status, run.conclusion].includes(status))
    .toReversed();
  const rendered = page(context, found).map((run) => renderRun(forge, run));
  return context.json({ total_count: found.length, workflow_runs: await Promise.all(rendered) });
}
