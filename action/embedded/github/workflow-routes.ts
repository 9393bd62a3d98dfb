import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import { repositoryDispatchEvent } from './dispatch-events.ts';
import type { Forge } from './forge.ts';
import { resolveCommit } from './git-objects.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';
import { type ApiContext, bodyOf, invalid, notFound, type RouteVariables } from './reply.ts';
import { newRun } from './runs.ts';

const mostInputs = 25;
const Dispatch = z.object({
  ref: z.string(),
  inputs: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .default({}),
  return_run_details: z.boolean().default(false),
});
const mostProperties = 10;
const RepositoryDispatch = z.object({
  event_type: z.string().min(1).max(100),
  client_payload: z
    .record(z.string(), z.unknown())
    .refine(
      (payload) => Object.keys(payload).length <= mostProperties,
      `No more than ${mostProperties} properties are allowed`,
    )
    .default({}),
});

/** `workflow_dispatch` and `repository_dispatch`. Whoever started the stand-in runs the workflow. */
export function addWorkflowRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  app.post(
    '/repos/:owner/:repo/actions/workflows/:workflow/dispatches',
    requires('write', 'actions'),
    (context) => dispatchWorkflow(context, forge),
  );
  app.post('/repos/:owner/:repo/dispatches', requires('write', 'contents'), async (context) => {
    const { event_type: eventType, client_payload: clientPayload } = await bodyOf(
      context,
      RepositoryDispatch,
    );
    forge.store.state.repositoryDispatches.push({ eventType, clientPayload });
    forge.store.save();
    const { account } = context.get('caller');
    forge.onRepositoryDispatch?.(repositoryDispatchEvent(forge, account, eventType, clientPayload));
    return context.body(null, 204);
  });
}

async function dispatchWorkflow(context: ApiContext, forge: Forge): Promise<Response> {
  const { ref, inputs, return_run_details: details } = await bodyOf(context, Dispatch);
  if (!forge.onDispatch) throw notFound();
  const branch = ref.replace(/^refs\/(heads|tags)\//, '');
  if (!(await resolveCommit(forge.git, branch))) throw invalid(`No ref found for: ${ref}`);
  if (Object.keys(inputs).length > mostInputs)
    throw invalid(
      `you may only define up to ${mostInputs} \`inputs\` for a \`workflow_dispatch\` event`,
    );
  const workflow = context.req.param('workflow') ?? '';
  const { workflow_run_id: id } = await forge.onDispatch(workflow, ref, inputs);
  forge.store.state.dispatches.push({ workflow, ref, inputs, workflowRunId: id });
  if (!forge.store.state.runs.some((run) => run.id === id))
    await newRun(forge, {
      id,
      path: `.github/workflows/${workflow}`,
      event: 'workflow_dispatch',
      actor: context.get('caller').account.login,
      headBranch: branch,
      status: 'queued',
    });
  forge.store.save();
  if (!details) return context.body(null, 204);
  return context.json({
    workflow_run_id: id,
    run_url: `${repositoryUrl(forge)}/actions/runs/${id}`,
    html_url: `${repositoryPage(forge)}/actions/runs/${id}`,
  });
}
