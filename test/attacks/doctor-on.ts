import type { Check } from '../../action/entry/cli/check.ts';
import { checkGitHub } from '../../action/entry/cli/github-checks.ts';
import type { GitHubReadiness } from '../../action/plugins/github/readiness.ts';
import { readiness } from '../cli/instruments.ts';

export const setUp = { repository: 'acme/shop', environment: 'patchplane', appId: 15_368 };

/** What doctor says about one thing in a repository that is otherwise set up well. */
export async function doctorOn(
  id: string,
  different: Partial<GitHubReadiness>,
): Promise<readonly Check[]> {
  const checks = await checkGitHub(readiness(different), setUp);
  const others = checks.filter((check) => check.id !== id && check.status !== 'green');
  if (others.length > 0) throw new Error(`not only ${id}: ${JSON.stringify(others)}`);
  return checks.filter((check) => check.id === id);
}
