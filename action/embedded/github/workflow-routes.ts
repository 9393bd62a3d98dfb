import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import type { Forge } from './forge.ts';
import { resolveCommit } from './git-objects.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';
import { bodyOf, invalid, notFound, type RouteVariables } from './reply.ts';

const mostInputs = 25;
const Dispatch = z.object({
  ref: z.string(),
  inputs: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .default({}),
  return_run_details: z.boolean().default(false),
});

/** `workflow_dispatch`. Whoever started the stand-in runs the workflow. */
export function addWorkflowRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  app.post(
    '/repos/:owner/:repo/actions/workflows/:workflow/dispatches',
    requires('write', 'actions'),
    async (context) => {
      const { ref, inputs, return_run_details: details } = await bodyOf(context, Dispatch);
      if (!forge.onDispatch) throw notFound();
      const branch = ref.replace(/^refs\/(heads|tags)\//, '');
      if (!(await resolveCommit(forge.git, branch))) throw invalid(`No ref found for: ${ref}`);
      if (Object.keys(inputs).length > mostInputs)
        throw invalid(
          `you may only define up to ${mostInputs} \`inputs\` for a \`workflow_dispatch\` event`,
        );
      const workflow = context.req.param('workflow');
      const { workflow_run_id: id } = await forge.onDispatch(workflow, ref, inputs);
      forge.store.state.dispatches.push({ workflow, ref, inputs, workflowRunId: id });
      forge.store.save();
      if (!details) return context.body(null, 204);
      return context.json({
        workflow_run_id: id,
        run_url: `${repositoryUrl(forge)}/actions/runs/${id}`,
        html_url: `${repositoryPage(forge)}/actions/runs/${id}`,
      });
    },
  );
}
