import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import type { Forge } from './forge.ts';
import { newIssue } from './new-issue.ts';
import type { IssueRecord } from './records.ts';
import { renderIssue, renderLabel } from './render-issue.ts';
import { bodyOf, notFound, page, type RouteVariables, validationFailed } from './reply.ts';

const NewIssue = z.object({
  title: z.union([z.string(), z.number()]).transform(String),
  body: z.string().nullish(),
  labels: z
    .array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]))
    .default([]),
});
const Labels = z.union([
  z.object({ labels: z.array(z.string()) }).transform(({ labels }) => labels),
  z.array(z.string()),
]);

export function addIssueRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const issues = '/repos/:owner/:repo/issues';
  const { state } = forge.store;

  app.get(issues, requires('read', 'issues', 'pull_requests'), (context) => {
    const wanted = context.req.query('state') ?? 'open';
    const labels = context.req.query('labels')?.split(',') ?? [];
    const found = state.issues
      .filter((issue) => wanted === 'all' || issue.state === wanted)
      .filter((issue) => labels.every((label) => issue.labels.includes(label)))
      .toReversed();
    return context.json(page(context, found).map((issue) => renderIssue(forge, issue)));
  });

  app.post(issues, requires('write', 'issues'), async (context) => {
    const { title, body, labels } = await bodyOf(context, NewIssue);
    if (title.trim() === '')
      throw validationFailed({ resource: 'Issue', field: 'title', code: 'missing_field' });
    const issue = newIssue(forge, context.get('caller').account, {
      title,
      body: body ?? null,
      labels,
    });
    return context.json(renderIssue(forge, issue), 201);
  });

  app.get(`${issues}/:number`, requires('read', 'issues', 'pull_requests'), (context) =>
    context.json(renderIssue(forge, findIssue(forge, context.req.param('number')))),
  );

  app.post(
    `${issues}/:number/labels`,
    requires('write', 'issues', 'pull_requests'),
    async (context) => {
      const issue = findIssue(forge, context.req.param('number'));
      addLabels(forge, issue, await bodyOf(context, Labels));
      return context.json(issue.labels.map((label) => renderLabel(forge, label)));
    },
  );

  app.delete(
    `${issues}/:number/labels/:name`,
    requires('write', 'issues', 'pull_requests'),
    (context) => {
      const issue = findIssue(forge, context.req.param('number'));
      const name = context.req.param('name');
      if (!issue.labels.includes(name)) throw notFound();
      issue.labels = issue.labels.filter((label) => label !== name);
      touch(forge, issue);
      return context.json(issue.labels.map((label) => renderLabel(forge, label)));
    },
  );
}

export function findIssue(forge: Forge, number: string): IssueRecord {
  const issue = forge.store.state.issues.find((issue) => String(issue.number) === number);
  if (!issue) throw notFound();
  return issue;
}

export function addLabels(forge: Forge, issue: IssueRecord, labels: readonly string[]): void {
  issue.labels = [...new Set([...issue.labels, ...labels])];
  touch(forge, issue);
}

function touch(forge: Forge, issue: IssueRecord): void {
  issue.updatedAt = forge.now();
  forge.store.save();
}
