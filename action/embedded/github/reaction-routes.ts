import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import { findComment } from './comment-routes.ts';
import type { Forge } from './forge.ts';
import { findIssue } from './issue-routes.ts';
import type { ReactionRecord } from './records.ts';
import { reactionContents, renderReaction } from './render-issue.ts';
import { type ApiContext, bodyOf, page, type RouteVariables } from './reply.ts';

const NewReaction = z.object({ content: z.enum(reactionContents) });
type Subject = ReactionRecord['subject'];

/** Reactions to issues, pull requests and their comments. */
export function addReactionRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const issues = '/repos/:owner/:repo/issues';
  const mayRead = requires('read', 'issues', 'pull_requests');
  const mayWrite = requires('write', 'issues', 'pull_requests');
  const issue = (context: ApiContext): Subject => {
    const { number } = findIssue(forge, context.req.param('number') ?? '');
    return { kind: 'issue', id: number };
  };
  const comment = (context: ApiContext): Subject => {
    const { id } = findComment(forge, context.req.param('id') ?? '');
    return { kind: 'comment', id };
  };

  app.get(`${issues}/:number/reactions`, mayRead, (context) => list(context, forge, issue));
  app.post(`${issues}/:number/reactions`, mayWrite, (context) => add(context, forge, issue));
  app.get(`${issues}/comments/:id/reactions`, mayRead, (context) => list(context, forge, comment));
  app.post(`${issues}/comments/:id/reactions`, mayWrite, (context) => add(context, forge, comment));
}

type FindSubject = (context: ApiContext) => Subject;

function list(context: ApiContext, forge: Forge, find: FindSubject): Response {
  const content = context.req.query('content');
  const given = reactionsTo(forge, find(context)).filter(
    (reaction) => content === undefined || reaction.content === content,
  );
  return context.json(page(context, given).map((reaction) => renderReaction(forge, reaction)));
}

/** The same reaction of the same account twice is one reaction: 201 first, 200 afterwards. */
async function add(context: ApiContext, forge: Forge, find: FindSubject): Promise<Response> {
  const subject = find(context);
  const { content } = await bodyOf(context, NewReaction);
  const { account } = context.get('caller');
  const existing = reactionsTo(forge, subject).find(
    (reaction) => reaction.author.id === account.id && reaction.content === content,
  );
  if (existing) return context.json(renderReaction(forge, existing));
  const reaction: ReactionRecord = {
    id: forge.store.nextId(),
    createdAt: forge.now(),
    subject,
    author: account,
    content,
  };
  forge.store.state.reactions.push(reaction);
  forge.store.save();
  return context.json(renderReaction(forge, reaction), 201);
}

function reactionsTo(forge: Forge, { kind, id }: Subject): readonly ReactionRecord[] {
  return forge.store.state.reactions.filter(
    ({ subject }) => subject.kind === kind && subject.id === id,
  );
}
