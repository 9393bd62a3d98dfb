import type { Doc } from './_generated/dataModel.js';

/** An enrolled workflow file, at the branch that it was enrolled with. */
export interface PublishTarget {
  readonly repositoryId: string;
  readonly owner: string;
  readonly repo: string;
  /** File name. */
  readonly workflow: string;
  /** Branch. */
  readonly ref: string;
}

/** The first workflow that was enrolled for this side; null where the repository is shut out. */
export function targetOf(
  repository: Doc<'repositories'> | null,
  side: 'propose' | 'publish',
): PublishTarget | null {
  if (!repository?.active) return null;
  const [first = ''] =
    side === 'publish' ? repository.publishWorkflowRefs : repository.proposeWorkflowRefs;
  const parts = /^([^/]+)\/([^/]+)\/\.github\/workflows\/([^/@]+)@refs\/heads\/(.+)$/.exec(first);
  if (!parts) return null;
  const [, owner = '', repo = '', workflow = '', ref = ''] = parts;
  return { repositoryId: repository.repositoryId, owner, repo, workflow, ref };
}
