import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import { longestBody } from './comment-routes.ts';
import { type Forge, sameName } from './forge.ts';
import { readRef } from './git-refs.ts';
import { newIssue } from './new-issue.ts';
import { pullNumbers } from './pull-numbers.ts';
import type { IssueRecord, PullRecord } from './records.ts';
import { renderPull, renderPullSummary } from './render-pull.ts';
import {
  type ApiContext,
  bodyOf,
  type ErrorDetail,
  notFound,
  page,
  type RouteVariables,
  validationFailed,
} from './reply.ts';

const NewPull = z.object({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string().max(longestBody).nullish(),
  draft: z.boolean().default(false),
});
const PullUpdate = z.object({
  title: z.string().optional(),
  body: z.string().max(longestBody).nullish(),
  state: z.enum(['open', 'closed']).optional(),
});

export function addPullRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const pulls = '/repos/:owner/:repo/pulls';
  app.get(pulls, requires('read', 'pull_requests'), async (context) => {
    const found = await findPulls(context, forge);
    return context.json(
      page(context, found).map(([pull, issue]) => renderPullSummary(forge, pull, issue)),
    );
  });
  app.post(pulls, requires('write', 'pull_requests'), (context) => addPull(context, forge));
  app.get(`${pulls}/:number`, requires('read', 'pull_requests'), (context) =>
    answer(context, forge, context.req.param('number')),
  );
  app.patch(`${pulls}/:number`, requires('write', 'pull_requests'), async (context) => {
    const [, issue] = findPull(forge, context.req.param('number'));
    const changes = await bodyOf(context, PullUpdate);
    issue.title = changes.title ?? issue.title;
    issue.body = changes.body === undefined ? issue.body : changes.body;
    issue.state = changes.state ?? issue.state;
    issue.updatedAt = forge.now();
    forge.store.save();
    return answer(context, forge, context.req.param('number'));
  });
}

type Found = readonly [PullRecord, IssueRecord];

async function addPull(context: ApiContext, forge: Forge): Promise<Response> {
  const draft = await bodyOf(context, NewPull);
  const headBranch = branchOf(forge, draft.head);
  const head = headBranch && (await readRef(forge.git, `refs/heads/${headBranch}`));
  const base = await readRef(forge.git, `refs/heads/${draft.base}`);
  if (!headBranch || !head) throw refusal({ field: 'head', code: 'invalid' });
  if (!base) throw refusal({ field: 'base', code: 'invalid' });
  const ahead = await forge.git.text(['rev-list', '--count', `${base.sha}..${head.sha}`]);
  if (ahead === '0') throw refusal(custom(`No commits between ${draft.base} and ${headBranch}`));
  if (hasOpenPull(forge, headBranch, draft.base))
    throw refusal(
      custom(`A pull request already exists for ${forge.repository.owner}:${headBranch}.`),
    );
  const issue = newIssue(forge, context.get('caller').account, {
    title: draft.title,
    body: draft.body ?? null,
    labels: [],
    isPull: true,
  });
  forge.store.state.pulls.push({
    id: forge.store.nextId(),
    number: issue.number,
    headBranch,
    headSha: head.sha,
    baseBranch: draft.base,
    baseSha: base.sha,
    draft: draft.draft,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
  });
  forge.store.save();
  return answer(context, forge, String(issue.number), 201);
}

/** `branch` or `owner:branch`; pull requests from forks have no place here. */
function branchOf(forge: Forge, head: string): string | undefined {
  const [first = '', second] = head.split(':', 2);
  if (second === undefined) return first;
  return sameName(first, forge.repository.owner) ? second : undefined;
}

function hasOpenPull(forge: Forge, head: string, base: string): boolean {
  return forge.store.state.pulls.some((pull) => {
    const issue = forge.store.state.issues.find(({ number }) => number === pull.number);
    return pull.headBranch === head && pull.baseBranch === base && issue?.state === 'open';
  });
}

function refusal(detail: Omit<ErrorDetail, 'resource'>) {
  return validationFailed({ resource: 'PullRequest', ...detail });
}

function custom(message: string): Omit<ErrorDetail, 'resource'> {
  return { code: 'custom', message };
}

async function findPulls(context: ApiContext, forge: Forge): Promise<readonly Found[]> {
  const state = context.req.query('state') ?? 'open';
  const base = context.req.query('base');
  // As on GitHub, a head without its owner does not filter at all.
  const head = context.req.query('head');
  const headBranch = head?.includes(':') ? (branchOf(forge, head) ?? '') : undefined;
  const found = forge.store.state.pulls.map(({ number }) => findPull(forge, String(number)));
  const wanted = found.filter(
    ([pull, issue]) =>
      (state === 'all' || issue.state === state) &&
      (base === undefined || pull.baseBranch === base) &&
      (headBranch === undefined || pull.headBranch === headBranch),
  );
  for (const [pull] of wanted) await follow(forge, pull);
  return wanted.toReversed();
}

/** An open pull request shows what its branch points at now. */
async function follow(forge: Forge, pull: PullRecord): Promise<void> {
  const head = await readRef(forge.git, `refs/heads/${pull.headBranch}`);
  pull.headSha = head?.sha ?? pull.headSha;
}

async function answer(
  context: ApiContext,
  forge: Forge,
  number: string,
  status: 200 | 201 = 200,
): Promise<Response> {
  const [pull, issue] = findPull(forge, number);
  await follow(forge, pull);
  const numbers = await pullNumbers(forge.git, pull.baseSha, pull.headSha);
  return context.json(renderPull(forge, pull, issue, numbers), status);
}

function findPull(forge: Forge, number: string): Found {
  const pull = forge.store.state.pulls.find((pull) => String(pull.number) === number);
  const issue = forge.store.state.issues.find((issue) => String(issue.number) === number);
  if (!pull || !issue) throw notFound();
  return [pull, issue];
}
