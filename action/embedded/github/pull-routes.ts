import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import { listFiles } from './changed-files.ts';
import { longestBody } from './comment-routes.ts';
import { type Forge, laterThan } from './forge.ts';
import { readCommit } from './git-objects.ts';
import { headOf, newPull } from './new-pull.ts';
import { followPull } from './pull-heads.ts';
import { pullNumbers } from './pull-numbers.ts';
import type { IssueRecord, PullRecord } from './records.ts';
import { renderCommit } from './render-git.ts';
import { renderPull, renderPullSummary } from './render-pull.ts';
import { type ApiContext, bodyOf, notFound, page, type RouteVariables } from './reply.ts';

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
  app.post(pulls, requires('write', 'pull_requests'), async (context) => {
    const { body, ...draft } = await bodyOf(context, NewPull);
    const { account } = context.get('caller');
    const pull = await newPull(forge, account, { ...draft, body: body ?? null });
    return answer(context, forge, String(pull.number), 201);
  });
  app.get(`${pulls}/:number`, requires('read', 'pull_requests'), (context) =>
    answer(context, forge, context.req.param('number')),
  );
  app.get(`${pulls}/:number/files`, requires('read', 'pull_requests'), async (context) => {
    const [pull] = findPull(forge, context.req.param('number'));
    await followPull(forge, pull);
    return context.json(page(context, await listFiles(forge, pull.baseSha, pull.headSha)));
  });
  app.get(`${pulls}/:number/commits`, requires('read', 'pull_requests'), async (context) => {
    const [pull] = findPull(forge, context.req.param('number'));
    await followPull(forge, pull);
    const commits = [];
    for (const sha of page(context, await commitsOf(forge, pull)))
      commits.push(renderCommit(forge, await readCommit(forge.git, sha)));
    return context.json(commits);
  });
  app.patch(`${pulls}/:number`, requires('write', 'pull_requests'), async (context) => {
    const [, issue] = findPull(forge, context.req.param('number'));
    const changes = await bodyOf(context, PullUpdate);
    issue.title = changes.title ?? issue.title;
    issue.body = changes.body === undefined ? issue.body : changes.body;
    issue.state = changes.state ?? issue.state;
    issue.updatedAt = laterThan(forge, issue.updatedAt);
    forge.store.save();
    return answer(context, forge, context.req.param('number'));
  });
}

const mostCommits = 250;

/** Oldest first; GitHub lists the first 250 and no more. */
async function commitsOf(
  { git }: Forge,
  { baseSha, headSha }: PullRecord,
): Promise<readonly string[]> {
  const range = `${baseSha}..${headSha}`;
  const listed = await git.text(['rev-list', '--reverse', '--topo-order', range]);
  return listed.split('\n').filter(Boolean).slice(0, mostCommits);
}

type Found = readonly [PullRecord, IssueRecord];

export function findPull(forge: Forge, number: string): Found {
  const pull = forge.store.state.pulls.find((pull) => String(pull.number) === number);
  const issue = forge.store.state.issues.find((issue) => String(issue.number) === number);
  if (!pull || !issue) throw notFound();
  return [pull, issue];
}

async function findPulls(context: ApiContext, forge: Forge): Promise<readonly Found[]> {
  const state = context.req.query('state') ?? 'open';
  const base = context.req.query('base');
  // As on GitHub, a head without its owner does not filter at all.
  const head = context.req.query('head');
  const wantedHead = head?.includes(':') ? (headOf(forge, head) ?? { branch: '' }) : undefined;
  const found = forge.store.state.pulls.map(({ number }) => findPull(forge, String(number)));
  const wanted = found.filter(
    ([pull, issue]) =>
      (state === 'all' || issue.state === state) &&
      (base === undefined || pull.baseBranch === base) &&
      (wantedHead === undefined ||
        (pull.headBranch === wantedHead.branch && pull.headFork?.id === wantedHead.fork?.id)),
  );
  for (const [pull] of wanted) await followPull(forge, pull);
  return wanted.toReversed();
}

async function answer(
  context: ApiContext,
  forge: Forge,
  number: string,
  status: 200 | 201 = 200,
): Promise<Response> {
  const [pull, issue] = findPull(forge, number);
  await followPull(forge, pull);
  const numbers = await pullNumbers(forge.git, pull.baseSha, pull.headSha);
  return context.json(renderPull(forge, pull, issue, numbers), status);
}
