import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { discussionId, type GitLabDesk } from './desk.ts';
import {
  type GitLabDiscussion,
  type GitLabNote,
  type GitLabUser,
  positionProblem,
  quickActionsIn,
} from './merge-request-state.ts';
import { renderDiscussion, renderNote, renderUser } from './render-note.ts';

type Api = Hono<{ Variables: { user: GitLabUser } }>;
type ApiContext = Context<{ Variables: { user: GitLabUser } }>;

const Body = z.object({ body: z.string().min(1).max(1_000_000) });
const line = z.int().positive().optional();
const NewDiscussion = Body.extend({
  position: z
    .strictObject({
      position_type: z.literal('text'),
      ...{ base_sha: z.string(), start_sha: z.string(), head_sha: z.string() },
      ...{ new_path: z.string(), old_path: z.string(), new_line: line, old_line: line },
    })
    .optional(),
});

export function createGitLabApi(desk: GitLabDesk): Api {
  const api: Api = new Hono<{ Variables: { user: GitLabUser } }>().basePath('/api/v4');
  api.use(async (context, next) => {
    await next();
    desk.log.push(`${context.req.method} ${context.req.path} ${context.res.status}`);
  });
  api.use(async (context, next) => {
    const found = desk.faults.find(
      ({ fault, left }) => left > 0 && fault.method === context.req.method,
    );
    if (!found) return next();
    found.left -= 1;
    return new Response('{"message":"out of order"}', found.fault);
  });
  api.use(async (context, next) => {
    const token = context.req.header('private-token');
    const user = desk.users.find((known) => known.token === token);
    if (!user) return context.json({ message: '401 Unauthorized' }, 401);
    if (user.scope !== 'api' && context.req.method !== 'GET')
      return context.json({ error: 'insufficient_scope', scope: 'api' }, 403);
    context.set('user', user);
    return next();
  });
  api.get('/user', (context) => context.json(renderUser(context.get('user'), desk.server)));
  api.get('/personal_access_tokens/self', (context) => {
    const { id, username, scope } = context.get('user');
    return context.json({
      id,
      name: username,
      user_id: id,
      revoked: false,
      active: true,
      scopes: [scope],
    });
  });
  api.get(`/projects/${desk.mergeRequest.projectId}/merge_requests`, (context) => {
    const { iid, projectId } = desk.mergeRequest;
    return context.json([{ iid, project_id: projectId, state: 'opened' }]);
  });
  addMergeRequestRoutes(api, desk);
  api.notFound((context) => context.json({ error: '404 Not Found' }, 404));
  return api;
}

function addMergeRequestRoutes(api: Api, desk: GitLabDesk): void {
  const { mergeRequest } = desk;
  const root = `/projects/${mergeRequest.projectId}/merge_requests/${mergeRequest.iid}`;
  api.get(root, (context) =>
    context.json({
      ...{ id: 30_000 + mergeRequest.iid, iid: mergeRequest.iid, state: 'opened' },
      project_id: mergeRequest.projectId,
      web_url: `${desk.server}/acme/pagination/-/merge_requests/${mergeRequest.iid}`,
      diff_refs: shas(desk),
    }),
  );
  api.get(`${root}/versions`, (context) => {
    const { base_sha, head_sha, start_sha } = shas(desk);
    return context.json([
      {
        ...{ id: 1, head_commit_sha: head_sha, base_commit_sha: base_sha },
        ...{ start_commit_sha: start_sha, merge_request_id: 30_000 + mergeRequest.iid },
        ...{ created_at: desk.now(), state: 'collected', real_size: '1' },
      },
    ]);
  });
  api.get(`${root}/discussions`, (context) => {
    const size = Number(context.req.query('per_page') ?? 20);
    const from = (Number(context.req.query('page') ?? 1) - 1) * size;
    const shown = desk.discussions.slice(from, from + size);
    return context.json(shown.map((found) => renderDiscussion(mergeRequest, found, desk.server)));
  });
  api.post(`${root}/notes`, async (context) => {
    const { body } = Body.parse(await context.req.json());
    const { discussion, note } = begin(desk, context.get('user'), body, undefined);
    return context.json(renderNote(mergeRequest, discussion, note, desk.server), 201);
  });
  api.post(`${root}/discussions`, async (context) => {
    const { body, position } = NewDiscussion.parse(await context.req.json());
    const problem = position && positionProblem(mergeRequest, position);
    if (problem) return context.json({ message: problem }, 400);
    const { discussion } = begin(desk, context.get('user'), body, position);
    return context.json(renderDiscussion(mergeRequest, discussion, desk.server), 201);
  });
  addNoteRoutes(api, desk, root);
}

function addNoteRoutes(api: Api, desk: GitLabDesk, root: string): void {
  api.put(`${root}/notes/:note`, async (context) => {
    const found = findNote(desk, context);
    if (!found) return context.json({ message: '404 Not found' }, 404);
    if (found.note.author.id !== context.get('user').id)
      return context.json({ message: '403 Forbidden' }, 403);
    const { body } = Body.parse(await context.req.json());
    Object.assign(found.note, { body: body.trimEnd(), updatedAt: desk.now() });
    runQuickActions(desk, context.get('user'), body);
    return context.json(renderNote(desk.mergeRequest, found.discussion, found.note, desk.server));
  });
  api.delete(`${root}/discussions/:discussion/notes/:note`, (context) => {
    const found = findNote(desk, context);
    if (!found || found.discussion.id !== context.req.param('discussion'))
      return context.json({ message: '404 Not found' }, 404);
    found.discussion.notes = found.discussion.notes.filter((note) => note !== found.note);
    if (found.discussion.notes.length === 0)
      desk.discussions.splice(desk.discussions.indexOf(found.discussion), 1);
    return context.body(null, 204);
  });
}

function begin(
  desk: GitLabDesk,
  author: GitLabUser,
  body: string,
  position: GitLabNote['position'],
): { readonly discussion: GitLabDiscussion; readonly note: GitLabNote } {
  const now = desk.now();
  const id = desk.nextId();
  const note = { id, author, body: body.trimEnd(), createdAt: now, updatedAt: now, position };
  const individual = position === undefined;
  const discussion = { id: discussionId(id), individual, notes: [note], resolved: false };
  desk.discussions.push(discussion);
  runQuickActions(desk, author, body);
  return { discussion, note };
}

function runQuickActions(desk: GitLabDesk, { username }: GitLabUser, body: string): void {
  for (const action of quickActionsIn(body)) desk.quickActions.push({ by: username, action });
}

function findNote(desk: GitLabDesk, context: ApiContext) {
  const wanted = context.req.param('note');
  for (const discussion of desk.discussions) {
    const note = discussion.notes.find(({ id }) => String(id) === wanted);
    if (note) return { discussion, note };
  }
  return undefined;
}

function shas({ mergeRequest: { baseSha, startSha, headSha } }: GitLabDesk) {
  return { base_sha: baseSha, head_sha: headSha, start_sha: startSha };
}
