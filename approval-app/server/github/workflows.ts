import { z } from 'zod';
import type { Target } from '../server-ledger.ts';
import { type GitHubApi, placeOf } from './github-api.ts';

const Dispatched = z.looseObject({
  workflow_run_id: z.number().int(),
  html_url: z.url({ protocol: /^https?$/ }),
});
const WorkflowRun = z.looseObject({
  status: z.string().nullable(),
  conclusion: z.string().nullable().optional(),
});

/** Starting workflows, and reading back how far they are. */
export function createWorkflows(api: GitHubApi) {
  return {
    /** Starts a workflow; undefined where an older GitHub does not say which run that made. */
    dispatch: async (target: Target, inputs: Readonly<Record<string, string>>) => {
      const token = await api.repositoryToken(target, { actions: 'write' });
      const workflow = encodeURIComponent(target.workflow);
      const answer = await api.ask(
        `${placeOf(target)}/actions/workflows/${workflow}/dispatches`,
        token,
        { ref: target.ref, inputs, return_run_details: true },
      );
      if (answer === undefined) return undefined;
      const { workflow_run_id, html_url } = Dispatched.parse(answer);
      return { workflowRunId: String(workflow_run_id), url: html_url };
    },
    /** Ends a workflow run that should not have begun. https://docs.github.com/rest/actions/workflow-runs */
    cancel: async (target: Target, workflowRunId: string): Promise<void> => {
      const token = await api.repositoryToken(target, { actions: 'write' });
      await api.ask(`${placeOf(target)}/actions/runs/${workflowRunId}/cancel`, token, {});
    },
    /** GitHub's words: queued, in_progress, completed; success, failure, cancelled ... */
    state: async (target: Target, workflowRunId: string) => {
      const token = await api.repositoryToken(target, { actions: 'read' });
      const { status, conclusion } = WorkflowRun.parse(
        await api.ask(`${placeOf(target)}/actions/runs/${workflowRunId}`, token),
      );
      return {
        status: status ?? 'unknown',
        ...(typeof conclusion === 'string' ? { conclusion } : {}),
      };
    },
  };
}
export type Workflows = ReturnType<typeof createWorkflows>;
