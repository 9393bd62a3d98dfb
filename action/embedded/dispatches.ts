import type { DispatchWorkflow, GitHubEvent } from './github/forge.ts';
import { invalid } from './github/reply.ts';
import type { EmbeddedGitHub } from './github/start-github.ts';

/** A workflow run that the approval app's App started. */
export interface StartedRun {
  readonly githubRunId: number;
  readonly event: GitHubEvent;
}

export interface DispatchListeners {
  /** Called when a decision dispatches the publish workflow. */
  readonly onPublish: (runId: string) => void;
  /** Called when somebody asks for a run; without it GitHub has no such workflow to start. */
  readonly onAsked?: ((started: StartedRun) => void) | undefined;
}

export interface Dispatches {
  readonly onDispatch: DispatchWorkflow;
  /** GitHub shows the publish workflow of this run as what its job is. */
  publishing(runId: string, job: Promise<{ readonly exitCode: number | null }>): void;
}

/** Workflows that are started through GitHub's API; whoever listens runs them. */
export function createDispatches(
  listeners: DispatchListeners,
  starter: string,
  github: () => EmbeddedGitHub,
): Dispatches {
  const publishes = new Map<string, number>();
  let lastRun = 1_000;

  return {
    async onDispatch(workflow, _ref, inputs) {
      const runId = inputs['run-id'];
      if (runId === undefined && !listeners.onAsked)
        throw invalid('This machine runs one request and no further attempt: start it again.');
      lastRun += 1;
      const id = lastRun;
      const path = `.github/workflows/${workflow}`;
      const event = 'workflow_dispatch';
      await github().startRun({ id, path, event, actor: starter, status: 'queued' });
      if (runId === undefined) {
        const asked = github().dispatch(starter, workflow, inputs);
        listeners.onAsked?.({ githubRunId: id, event: asked });
      } else {
        publishes.set(runId, id);
        listeners.onPublish(runId);
      }
      return { workflow_run_id: id };
    },
    publishing(runId, job) {
      const id = publishes.get(runId);
      if (id === undefined) return;
      github().changeRun(id, { status: 'in_progress' });
      void job.then(({ exitCode }) => {
        const conclusion = exitCode === 0 ? 'success' : 'failure';
        github().changeRun(id, { status: 'completed', conclusion });
      });
    },
  };
}
