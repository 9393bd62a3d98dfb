import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import type { Forge } from './forge.ts';
import { findIssue } from './issue-routes.ts';
import type { CommentRecord, ReactionRecord } from './records.ts';
import { reactionContents, renderComment, renderReaction } from './render-issue.ts';
import {
  type ApiContext,
  bodyOf,
  notFound,
  page,
  type RouteVariables,
  validationFailed,
} from './reply.ts';

const CommentBody = z.object({ body: z.string() });
const NewReaction = z.object({ content: z.enum(reactionContents) });

/** GitHub refuses longer bodies of issues, comments and pull requests. */
export const longestBody = 65_536;

/** Comments of issues and pull requests, and reactions to both. */
export function addCommentRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const issues = '/repos/:owner/:repo/issues';
  const mayRead = requires('read', 'issues', 'pull_requests');
  const mayWrite = requires('write', 'issues', 'pull_requests');

  app.get(`${issues}/comments/:id`, mayRead, (context) =>
    context.json(renderComment(forge, findComment(forge, context.req.param('id')))),
  );
  app.patch(`${issues}/comments/:id`, mayWrite, async (context) => {
    const comment = findComment(forge, context.req.param('id'));
    comment.body = await readCommentBody(context);
    comment.updatedAt = forge.now();
    forge.store.save();
    return context.json(renderComment(forge, comment));
  });
  app.get(`${issues}/:number/comments`, mayRead, (context) => {
    const { number } = findIssue(forge, context.req.param('number'));
    const comments = forge.store.state.comments.filter(({ issue }) => issue === number);
    return context.json(page(context, comments).map((comment) => renderComment(forge, comment)));
  });
  app.post(`${issues}/:number/comments`, mayWrite, (context) => addComment(context, forge));
  app.post(`${issues}/:number/reactions`, mayWrite, (context) => {
    const { number } = findIssue(forge, context.req.param('number') ?? '');
    return addReaction(context, forge, { kind: 'issue', id: number });
  });
  app.post(`${issues}/comments/:id/reactions`, mayWrite, (context) => {
    const { id } = findComment(forge, context.req.param('id') ?? '');
    return addReaction(context, forge, { kind: 'comment', id });
  });
}

async function addComment(context: ApiContext, forge: Forge): Promise<Response> {
  const issue = findIssue(forge, context.req.param('number') ?? '');
  const { account, app } = context.get('caller');
  const now = forge.now();
  const comment: CommentRecord = {
    id: forge.store.nextId(),
    issue: issue.number,
    author: account,
    body: await readCommentBody(context),
    createdAt: now,
    updatedAt: now,
    ...(app ? { app } : {}),
  };
  forge.store.state.comments.push(comment);
  issue.updatedAt = now;
  forge.store.save();
  return context.json(renderComment(forge, comment), 201);
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

/** The same reaction of the same account twice is one reaction: 201 first, 200 afterwards. */
async function addReaction(
  context: ApiContext,
  forge: Forge,
  subject: ReactionRecord['subject'],
): Promise<Response> {
  const { content } = await bodyOf(context, NewReaction);
  const { account } = context.get('caller');
  const existing = forge.store.state.reactions.find(
    (reaction) =>
      reaction.subject.kind === subject.kind &&
      reaction.subject.id === subject.id &&
      reaction.author.id === account.id &&
      reaction.content === content,
  );
  if (existing) return context.json(renderReaction(forge, existing));
  const id = forge.store.nextId();
  const reaction: ReactionRecord = {
    id,
    createdAt: forge.now(),
    subject,
    author: account,
    content,
  };
  forge.store.state.reactions.push(reaction);
  forge.store.save();
  return context.json(renderReaction(forge, reaction), 201);
}

function findComment(forge: Forge, id: string): CommentRecord {
  const comment = forge.store.state.comments.find((comment) => String(comment.id) === id);
  if (!comment) throw notFound();
  return comment;
}
