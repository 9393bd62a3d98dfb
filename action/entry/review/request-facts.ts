import { z } from 'zod';
import type { RequestFacts } from '../../core/review/plan/choose-comparison.ts';
import type { Environment } from '../environment-reader.ts';
import { given } from '../environment-reader.ts';
import { gitLabVariable } from '../review-inputs.ts';

/** A CI job, as its own variables tell it. */
export interface JobFacts {
  /** The pull or merge request that the job is for; undefined where it is for none. */
  readonly request: RequestFacts | undefined;
  /** The configuration of a checkout that somebody else made is not believed. */
  readonly isCi: boolean;
  /** A person asked for this very job: a manual job of GitLab, the label `ai-review` on GitHub. */
  readonly byHand: boolean;
}

/** Who may label a pull request is somebody whom the repository trusts. */
const labelOfHand = 'ai-review';
const LabelEvent = z.object({
  action: z.literal('labeled'),
  label: z.object({ name: z.literal(labelOfHand) }),
});

const PullRequestEvent = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    base: z.object({ sha: z.string(), repo: z.object({ id: z.number() }) }),
    head: z.object({ sha: z.string(), repo: z.object({ id: z.number() }).nullable() }),
  }),
});

/** `readText` reads the event of a GitHub job, and throws where there is none. */
export function jobFacts(environment: Environment, readText: (path: string) => string): JobFacts {
  const isGitHub = given(environment, 'GITHUB_ACTIONS') === 'true';
  const isGitLab = gitLabVariable(environment, 'GITLAB_CI') === 'true';
  return {
    request: isGitHub ? pullRequest(environment, readText) : mergeRequest(environment),
    isCi: isGitHub || isGitLab || given(environment, 'CI') !== undefined,
    byHand:
      gitLabVariable(environment, 'CI_JOB_MANUAL') === 'true' ||
      (isGitHub && wasLabeled(environment, readText)),
  };
}

function wasLabeled(environment: Environment, readText: (path: string) => string): boolean {
  if (!given(environment, 'GITHUB_EVENT_NAME')?.startsWith('pull_request')) return false;
  const event = jsonIn(readText, given(environment, 'GITHUB_EVENT_PATH') ?? '');
  return LabelEvent.safeParse(event).success;
}

function pullRequest(
  environment: Environment,
  readText: (path: string) => string,
): RequestFacts | undefined {
  if (!given(environment, 'GITHUB_EVENT_NAME')?.startsWith('pull_request')) return undefined;
  const event = jsonIn(readText, given(environment, 'GITHUB_EVENT_PATH') ?? '');
  const parsed = PullRequestEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { number, base, head } = parsed.data.pull_request;
  const isFork = head.repo?.id !== base.repo.id;
  return { forge: 'github', number, baseSha: base.sha, headSha: head.sha, isFork };
}

/** The standard variables of merge request pipelines (docs.gitlab.com, predefined variables). */
function mergeRequest(environment: Environment): RequestFacts | undefined {
  const number = Number(gitLabVariable(environment, 'CI_MERGE_REQUEST_IID') ?? '0');
  if (!Number.isSafeInteger(number) || number <= 0) return undefined;
  const source = gitLabVariable(environment, 'CI_MERGE_REQUEST_SOURCE_PROJECT_ID');
  const target = gitLabVariable(environment, 'CI_MERGE_REQUEST_PROJECT_ID');
  return {
    forge: 'gitlab',
    number,
    // Of a merged result the target's tip, else where the branch left it.
    baseSha:
      gitLabVariable(environment, 'CI_MERGE_REQUEST_TARGET_BRANCH_SHA') ??
      gitLabVariable(environment, 'CI_MERGE_REQUEST_DIFF_BASE_SHA') ??
      '',
    headSha:
      gitLabVariable(environment, 'CI_MERGE_REQUEST_SOURCE_BRANCH_SHA') ??
      gitLabVariable(environment, 'CI_COMMIT_SHA') ??
      'HEAD',
    isFork: source !== target,
  };
}

function jsonIn(readText: (path: string) => string, path: string): unknown {
  try {
    return JSON.parse(readText(path));
  } catch {
    return undefined;
  }
}
