import type { Hono } from 'hono';
import { requires } from './access.ts';
import { listFiles } from './changed-files.ts';
import type { Forge } from './forge.ts';
import { fetchFromFork, forkForge } from './forks.ts';
import { readCommit, resolveCommit } from './git-objects.ts';
import { headOf } from './new-pull.ts';
import { renderCommit } from './render-git.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';
import { type ApiContext, notFound, type RouteVariables } from './reply.ts';

const mostCommits = 250;

/** How two commits relate, and where their histories part. */
export function addCompareRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  app.get('/repos/:owner/:repo/compare/:sides{.+}', requires('read', 'contents'), (context) =>
    compare(context, forge, context.req.param('sides')),
  );
}

async function compare(context: ApiContext, forge: Forge, sides: string): Promise<Response> {
  const [base = '', head = ''] = sides.split('...');
  const [from, to] = [await resolveSide(forge, base), await resolveSide(forge, head)];
  if (!from || !to) throw notFound();
  const parting = await forge.git.run(['merge-base', from, to]);
  if (parting.code !== 0) throw notFound();
  const mergeBase = parting.stdout.toString('utf8').trim();
  const counts = await forge.git.text(['rev-list', '--left-right', '--count', `${from}...${to}`]);
  const [behind = 0, ahead = 0] = counts.split('\t').map(Number);
  const listed = await forge.git.text(['rev-list', '--reverse', `${from}..${to}`]);
  const commits = listed.split('\n').filter(Boolean).slice(0, mostCommits);
  const render = async (sha: string) => renderCommit(forge, await readCommit(forge.git, sha));
  const html = `${repositoryPage(forge)}/compare/${base}...${head}`;
  return context.json({
    url: `${repositoryUrl(forge)}/compare/${base}...${head}`,
    html_url: html,
    permalink_url: `${repositoryPage(forge)}/compare/${from}...${to}`,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: await render(from),
    merge_base_commit: await render(mergeBase),
    status: statusOf(ahead, behind),
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: await Promise.all(commits.map(render)),
    files: await listFiles(forge, from, to),
  });
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

/** A commit, branch or tag of the repository, or `owner:branch` of a fork. */
async function resolveSide(forge: Forge, name: string): Promise<string | undefined> {
  const side = headOf(forge, name);
  if (!side?.fork) return side && resolveCommit(forge.git, side.branch);
  if (!(await fetchFromFork(forge, side.fork, side.branch))) return undefined;
  return resolveCommit(forkForge(forge, side.fork).git, side.branch);
}
