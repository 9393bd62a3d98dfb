import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import { changeComment, newComment, orderComments, removeComment } from './comments.ts';
import type { Forge } from './forge.ts';
import { findIssue } from './issue-routes.ts';
import type { CommentRecord } from './records.ts';
import { renderComment } from './render-issue.ts';
import {
  type ApiContext,
  bodyOf,
  notFound,
  page,
  type RouteVariables,
  validationFailed,
} from './reply.ts';

const CommentBody = z.object({ body: z.string() });

/** GitHub refuses longer bodies of issues, comments and pull requests. */
export const longestBody = 65_536;

/** Comments of issues and pull requests. */
export function addCommentRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const issues = '/repos/:owner/:repo/issues';
  const mayRead = requires('read', 'issues', 'pull_requests');
  const mayWrite = requires('write', 'issues', 'pull_requests');

  app.get(`${issues}/comments`, mayRead, (context) =>
    list(context, forge, orderComments(forge.store.state.comments, context.req.query())),
  );
  app.get(`${issues}/comments/:id`, mayRead, (context) =>
    context.json(renderComment(forge, findComment(forge, context.req.param('id')))),
  );
  app.patch(`${issues}/comments/:id`, mayWrite, async (context) => {
    const comment = findComment(forge, context.req.param('id'));
    changeComment(forge, comment, await readCommentBody(context));
    return context.json(renderComment(forge, comment));
  });
  app.delete(`${issues}/comments/:id`, mayWrite, (context) => {
    removeComment(forge, findComment(forge, context.req.param('id')));
    return context.body(null, 204);
  });
  app.get(`${issues}/:number/comments`, mayRead, (context) => {
    const { number } = findIssue(forge, context.req.param('number'));
    const comments = forge.store.state.comments.filter(({ issue }) => issue === number);
    return list(context, forge, orderComments(comments, { since: context.req.query('since') }));
  });
  app.post(`${issues}/:number/comments`, mayWrite, async (context) => {
    const issue = findIssue(forge, context.req.param('number'));
    const body = await readCommentBody(context);
    const comment = newComment(forge, issue, context.get('caller'), body);
    return context.json(renderComment(forge, comment), 201);
  });
}

export function findComment(forge: Forge, id: string): CommentRecord {
  const comment = forge.store.state.comments.find((comment) => String(comment.id) === id);
  if (!comment) throw notFound();
  return comment;
}

function list(context: ApiContext, forge: Forge, comments: readonly CommentRecord[]): Response {
  return context.json(page(context, comments).map((comment) => renderComment(forge, comment)));
}

async function readCommentBody(context: ApiContext): Promise<string> {
  const { body } = await bodyOf(context, CommentBody);
  if (body.trim() === '')
    throw validationFailed({ resource: 'IssueComment', field: 'body', code: 'missing_field' });
  if (body.length > longestBody)
    throw validationFailed({
      resource: 'IssueComment',
      field: 'body',
      code: 'custom',
      message: `body is too long (maximum is ${longestBody} characters)`,
    });
  return body;
}
