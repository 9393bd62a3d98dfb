import { Hono } from 'hono';
import { html } from 'hono/html';
import { createDownloads } from './downloads.ts';
import type { Forge } from './forge.ts';
import type { CheckRecord, IssueRecord } from './records.ts';

/** Plain pages behind the `html_url`s, so that a person can look at what was published. */
export function createPages(forge: Forge): Hono {
  const pages = new Hono().route('/', createDownloads(forge));
  const { state } = forge.store;
  pages.get('/', (context) => context.html(layout('Embedded GitHub', listOfIssues(forge))));
  pages.get('/:owner/:name/:kind{issues|pull}/:number', (context) => {
    const issue = state.issues.find(({ number }) => String(number) === context.req.param('number'));
    if (!issue) return context.notFound();
    return context.html(layout(`#${issue.number} ${issue.title}`, conversation(forge, issue)));
  });
  pages.get('/:owner/:name/runs/:id', (context) => {
    const check = state.checks.find(({ id }) => String(id) === context.req.param('id'));
    if (!check) return context.notFound();
    return context.html(layout(`Check ${check.name}`, checkDetails(check)));
  });
  pages.get('/:owner/:name/commit/:sha{[0-9a-f]+}', async (context) => {
    const shown = await forge.git.run([
      'show',
      '--no-color',
      '--end-of-options',
      context.req.param('sha'),
    ]);
    if (shown.code !== 0) return context.notFound();
    return context.html(layout('Commit', text(shown.stdout.toString('utf8'))));
  });
  return pages;
}

type Fragment = ReturnType<typeof html>;

/** Everything is shown as text: what agents and users wrote is never markup here. */
function layout(title: string, content: Fragment): Fragment {
  return html`<!doctype html>
    <meta charset="utf-8" />
    <title>${title}</title>
    <style>
      body { font: 16px/1.5 system-ui; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid; padding: 1rem }
    </style>
    <h1>${title}</h1>
    <p>A local stand-in for GitHub. Nothing here left this machine.</p>
    ${content}`;
}

function listOfIssues({ store, repository }: Forge): Fragment {
  const items = store.state.issues.map((issue) => {
    const path = `/${repository.owner}/${repository.name}/${issue.isPull ? 'pull' : 'issues'}`;
    return html`<li><a href="${path}/${issue.number}">#${issue.number} ${issue.title}</a></li>`;
  });
  return html`<ul>${items}</ul>`;
}

function conversation({ store, repository }: Forge, issue: IssueRecord): Fragment {
  const pull = store.state.pulls.find(({ number }) => number === issue.number);
  const checks = store.state.checks.filter(({ headSha }) => headSha === pull?.headSha);
  const comments = store.state.comments.filter((comment) => comment.issue === issue.number);
  const runs = `/${repository.owner}/${repository.name}/runs`;
  return html`
    <p>${issue.state}${pull?.draft ? ', draft' : ''}. ${pull ? `${pull.headBranch} into ${pull.baseBranch}` : issue.labels.join(', ')}</p>
    ${text(issue.body ?? '')}
    <ul>${checks.map((check) => html`<li><a href="${runs}/${check.id}">${check.name}: ${check.conclusion ?? check.status}</a></li>`)}</ul>
    ${comments.map((comment) => html`<h2>${comment.author.login}</h2>${text(comment.body)}`)}`;
}

function checkDetails(check: CheckRecord): Fragment {
  return html`<p>${check.conclusion ?? check.status}: ${check.output.title ?? ''}</p>
    ${text(check.output.summary ?? '')}`;
}

function text(content: string): Fragment {
  return html`<pre>${content}</pre>`;
}
