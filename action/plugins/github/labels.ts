import type { RepositoryRef, RunLabel } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { LabelsAnswer } from './answers.ts';
import type { Endpoint, GitHubClient } from './client.ts';
import { named } from './same-repository.ts';

const needs = 'issues: write';
const addLabels: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
  doing: 'label the issue',
  needs,
};
const removeLabel: Endpoint = {
  route: 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
  doing: 'take a label off the issue',
  needs,
};

const states: readonly RunLabel[] = [
  'running',
  'needs-approval',
  'published',
  'rejected',
  'failed',
];

/** The label of a state; GitHub makes a label that the repository does not have yet. */
export function stateLabel(state: RunLabel): string {
  return `patchplane:${state}`;
}

/**
 * Puts the state's label on, then takes the others off. In this order an issue never drops out
 * of the list of those that PatchPlane works on, and GitHub's answer to the first request says
 * which labels are there.
 */
export async function setStateLabel(
  client: GitHubClient,
  repository: RepositoryRef,
  issueNumber: number,
  state: RunLabel,
  triggerLabel: string,
): Promise<void> {
  const issue = { ...named(repository), issue_number: issueNumber };
  const wanted = stateLabel(state);
  const present = await client.call(addLabels, { ...issue, labels: [wanted] }, LabelsAnswer);
  const ours = [triggerLabel, ...states.map(stateLabel)].map((name) => name.toLowerCase());
  for (const { name } of present) {
    const isOver = ours.includes(name.toLowerCase()) && name.toLowerCase() !== wanted;
    if (isOver) await takeOff(client, { ...issue, name });
  }
}

/** Labels of a pull request; a token that may not put them on is no reason to take it back. */
export async function putOn(
  client: GitHubClient,
  repository: RepositoryRef,
  number: number,
  labels: readonly string[],
): Promise<void> {
  if (labels.length === 0) return;
  try {
    const issue = { ...named(repository), issue_number: number };
    await client.call(addLabels, { ...issue, labels }, LabelsAnswer);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/** Somebody else may have taken it off in between. */
async function takeOff(
  client: GitHubClient,
  parameters: Readonly<Record<string, unknown>>,
): Promise<void> {
  try {
    await client.call(removeLabel, parameters, LabelsAnswer);
  } catch (error) {
    const isGone = error instanceof Failure && error.code === 'not-found';
    if (!isGone) throw error;
  }
}
