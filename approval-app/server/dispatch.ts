import type { ApprovalAppOptions } from './options.ts';

export type Dispatched =
  | { readonly status: 'started' }
  | { readonly status: 'failed'; readonly because: string };

/**
 * Starts the publish workflow by its run id, nothing more: the job reads the decision from
 * the ledger itself. Once started it is not started again for the same run by this process;
 * a job too many would only find the decision used.
 */
export function createDispatcher(target: ApprovalAppOptions['dispatch']) {
  const begun = new Map<string, Promise<Dispatched>>();
  return {
    dispatch: async (runId: string): Promise<Dispatched> => {
      const started = begun.get(runId) ?? send(target, runId);
      begun.set(runId, started);
      const outcome = await started;
      if (outcome.status === 'failed') begun.delete(runId);
      return outcome;
    },
  };
}
export type Dispatcher = ReturnType<typeof createDispatcher>;

async function send(target: ApprovalAppOptions['dispatch'], runId: string): Promise<Dispatched> {
  const path = ['repos', target.owner, target.repo, 'actions', 'workflows', target.workflow]
    .map(encodeURIComponent)
    .join('/');
  try {
    const answer = await fetch(`${target.apiUrl.replace(/\/$/, '')}/${path}/dispatches`, {
      method: 'POST',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${target.token}`,
        'content-type': 'application/json',
        'user-agent': 'patchplane-approval-app',
        'x-github-api-version': '2022-11-28',
      },
      body: JSON.stringify({ ref: target.ref, inputs: { 'run-id': runId } }),
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.ok) return { status: 'started' };
    return { status: 'failed', because: `GitHub answered HTTP ${answer.status}` };
  } catch {
    return { status: 'failed', because: 'GitHub can not be reached' };
  }
}
