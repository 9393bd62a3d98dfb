import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import { longestBody } from './comment-routes.ts';
import { type Forge, laterThan } from './forge.ts';
import { followPull } from './pull-heads.ts';
import { findPull } from './pull-routes.ts';
import type { PullRecord } from './records.ts';
import { renderPullComment, renderPullReview } from './render-review.ts';
import { type ApiContext, bodyOf, notFound, page, type RouteVariables } from './reply.ts';
import { addPullComment, addPullReview, replyTo } from './review-acts.ts';
import type { PullCommentRecord } from './review-records.ts';

const Text = z.string().max(longestBody);
const Place = {
  path: z.string(),
  line: z.int().positive(),
  side: z.enum(['LEFT', 'RIGHT']).default('RIGHT'),
  start_line: z.int().positive().optional(),
  start_side: z.enum(['LEFT', 'RIGHT']).optional(),
};
const NewComment = z.object({ body: Text.min(1), commit_id: z.string(), ...Place });
const NewReview = z.object({
  commit_id: z.string().optional(),
  body: Text.default(''),
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']),
  comments: z.array(z.object({ body: Text.min(1), ...Place })).default([]),
});
const Update = z.object({ body: Text.min(1) });

/** Comments on lines of a pull request, alone and as a review. */
export function addReviewRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const pulls = '/repos/:owner/:repo/pulls';
  const [mayRead, mayWrite] = [
    requires('read', 'pull_requests'),
    requires('write', 'pull_requests'),
  ];

  app.get(`${pulls}/comments/:id`, mayRead, async (context) => {
    const comment = findComment(forge, context.req.param('id'));
    return context.json(await rendered(forge, comment));
  });
  app.patch(`${pulls}/comments/:id`, mayWrite, async (context) => {
    const comment = findComment(forge, context.req.param('id'));
    comment.body = (await bodyOf(context, Update)).body;
    comment.updatedAt = laterThan(forge, comment.updatedAt);
    forge.store.save();
    return context.json(await rendered(forge, comment));
  });
  app.delete(`${pulls}/comments/:id`, mayWrite, (context) => {
    const { id } = findComment(forge, context.req.param('id'));
    const { state } = forge.store;
    state.pullComments = state.pullComments.filter((comment) => comment.id !== id);
    forge.store.save();
    return context.body(null, 204);
  });
  app.get(`${pulls}/:number/comments`, mayRead, async (context) => {
    const pull = await currentPull(context, forge);
    const all = forge.store.state.pullComments.filter((comment) => comment.pull === pull.number);
    return context.json(
      await Promise.all(
        page(context, all).map((comment) => renderPullComment(forge, pull, comment)),
      ),
    );
  });
  app.post(`${pulls}/:number/comments`, mayWrite, (context) => postComment(context, forge));
  app.post(`${pulls}/:number/comments/:id/replies`, mayWrite, (context) =>
    postReply(context, forge),
  );
  app.get(`${pulls}/:number/reviews`, mayRead, async (context) => {
    const { number } = await currentPull(context, forge);
    const all = forge.store.state.pullReviews.filter(({ pull }) => pull === number);
    return context.json(page(context, all).map((review) => renderPullReview(forge, review)));
  });
  app.post(`${pulls}/:number/reviews`, mayWrite, async (context) => {
    const pull = await currentPull(context, forge);
    const review = await bodyOf(context, NewReview);
    const added = await addPullReview(forge, pull, context.get('caller'), review);
    return context.json(renderPullReview(forge, added));
  });
}

async function postComment(context: ApiContext, forge: Forge): Promise<Response> {
  const pull = await currentPull(context, forge);
  const given = await bodyOf(context, NewComment);
  const comment = await addPullComment(forge, pull, context.get('caller'), given);
  return context.json(await renderPullComment(forge, pull, comment), 201);
}

async function postReply(context: ApiContext, forge: Forge): Promise<Response> {
  const pull = await currentPull(context, forge);
  const { body } = await bodyOf(context, Update);
  const original = findComment(forge, context.req.param('id') ?? '');
  const reply = replyTo(forge, original, context.get('caller'), body);
  return context.json(await renderPullComment(forge, pull, reply), 201);
}

async function currentPull(context: ApiContext, forge: Forge): Promise<PullRecord> {
  const [pull] = findPull(forge, context.req.param('number') ?? '');
  await followPull(forge, pull);
  return pull;
}

function rendered(forge: Forge, comment: PullCommentRecord) {
  const [pull] = findPull(forge, String(comment.pull));
  return renderPullComment(forge, pull, comment);
}

function findComment(forge: Forge, id: string): PullCommentRecord {
  const found = forge.store.state.pullComments.find((comment) => String(comment.id) === id);
  if (!found) throw notFound();
  return found;
}
