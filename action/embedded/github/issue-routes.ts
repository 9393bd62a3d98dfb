import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import type { Forge } from './forge.ts';
import { newIssue } from './new-issue.ts';
import type { IssueRecord } from './records.ts';
import { renderIssue } from './render-issue.ts';
import { bodyOf, notFound, page, type RouteVariables, validationFailed } from './reply.ts';

const NewIssue = z.object({
  title: z.union([z.string(), z.number()]).transform(String),
  body: z.string().nullish(),
  labels: z
    .array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]))
    .default([]),
});

export function addIssueRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const issues = '/repos/:owner/:repo/issues';
  const { state } = forge.store;

  app.get(issues, requires('read', 'issues', 'pull_requests'), (context) => {
    const wanted = context.req.query('state') ?? 'open';
    const labels = context.req.query('labels')?.split(',') ?? [];
    const since = context.req.query('since') ?? '';
    const found = state.issues
      .filter((issue) => wanted === 'all' || issue.state === wanted)
      .filter((issue) => labels.every((label) => issue.labels.includes(label)))
      .filter((issue) => issue.updatedAt >= since)
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
}

export function findIssue(forge: Forge, number: string): IssueRecord {
  const issue = forge.store.state.issues.find((issue) => String(issue.number) === number);
  if (!issue) throw notFound();
  return issue;
}
