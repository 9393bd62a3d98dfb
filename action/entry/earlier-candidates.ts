import { readApproval } from '../core/read-approval.ts';
import type { PublishArtifacts } from '../core/services/artifacts-service.ts';
import type { EarlierCandidates } from '../core/services/earlier-candidates.ts';
import type { ProposeStorage } from '../core/services/storage-service.ts';
import type { ProposeInputs } from './job-inputs.ts';
import { fetchRun } from './publish-fetching.ts';

/** Candidates of earlier runs, from wherever this job keeps ledger and evidence. */
export function createEarlierCandidates(
  inputs: ProposeInputs,
  {
    storage,
    artifacts,
  }: {
    readonly storage: Pick<ProposeStorage, 'readWorkflowTimeline'>;
    readonly artifacts: PublishArtifacts;
  },
): EarlierCandidates {
  return {
    async read({ runId, subjectSha256, githubRunId, state }) {
      // A ledger in files lives in the artifact of the job that wrote it.
      if (inputs.ledger.kind === 'file')
        await fetchRun(
          { ...inputs, proposeWorkflows: [] },
          { runId, subject: subjectSha256, madeBy: githubRunId, state },
        );
      const timeline = await storage.readWorkflowTimeline(runId);
      const { patch, subject } = await readApproval(runId, timeline, artifacts);
      return { patch, subject };
    },
  };
}
