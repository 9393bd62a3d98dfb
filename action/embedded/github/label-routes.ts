import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import type { Forge } from './forge.ts';
import { findIssue } from './issue-routes.ts';
import { addLabels, removeLabel } from './labels.ts';
import type { IssueRecord } from './records.ts';
import { renderIssueEvent, renderLabel } from './render-issue.ts';
import {
  type ApiContext,
  ApiError,
  bodyOf,
  page,
  type RouteVariables,
  validationFailed,
} from './reply.ts';

const Name = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const Labels = z.union([
  z.object({ labels: z.array(Name).default([]) }).transform(({ labels }) => labels),
  z.array(Name),
]);
const longestName = 50;

/** Labels of issues and pull requests, and what happened to them. */
export function addLabelRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const issue = '/repos/:owner/:repo/issues/:number';
  const mayRead = requires('read', 'issues', 'pull_requests');
  const mayWrite = requires('write', 'issues', 'pull_requests');
  const asked = (context: ApiContext) => findIssue(forge, context.req.param('number') ?? '');

  app.get(`${issue}/labels`, mayRead, (context) =>
    context.json(page(context, renderLabels(forge, asked(context)))),
  );
  app.post(`${issue}/labels`, mayWrite, async (context) => {
    const found = asked(context);
    addLabels(forge, found, await readLabels(context), context.get('caller'));
    return context.json(renderLabels(forge, found));
  });
  app.put(`${issue}/labels`, mayWrite, async (context) => {
    const found = asked(context);
    const wanted = await readLabels(context);
    const by = context.get('caller');
    for (const label of found.labels)
      if (!wanted.includes(label)) removeLabel(forge, found, label, by);
    addLabels(forge, found, wanted, by);
    return context.json(renderLabels(forge, found));
  });
  app.delete(`${issue}/labels`, mayWrite, (context) => {
    const found = asked(context);
    for (const label of found.labels) removeLabel(forge, found, label, context.get('caller'));
    return context.body(null, 204);
  });
  app.delete(`${issue}/labels/:name`, mayWrite, (context) => {
    const found = asked(context);
    if (!removeLabel(forge, found, context.req.param('name'), context.get('caller')))
      throw new ApiError(404, 'Label does not exist');
    return context.json(renderLabels(forge, found));
  });
  app.get(`${issue}/events`, mayRead, (context) => {
    const { number } = asked(context);
    const events = forge.store.state.issueEvents.filter((event) => event.issue === number);
    return context.json(page(context, events).map((event) => renderIssueEvent(forge, event)));
  });
}

async function readLabels(context: ApiContext): Promise<readonly string[]> {
  const labels = await bodyOf(context, Labels);
  if (labels.some((label) => label.trim() === '' || label.length > longestName))
    throw validationFailed({ resource: 'Label', field: 'name', code: 'invalid' });
  return labels;
}

function renderLabels(forge: Forge, { labels }: IssueRecord) {
  return labels.map((label) => renderLabel(forge, label));
}
