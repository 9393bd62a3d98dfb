import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import { noteMove } from './activities.ts';
import type { Forge } from './forge.ts';
import { objectType } from './git-objects.ts';
import {
  createRef,
  deleteRef,
  isRefName,
  listRefs,
  type RefChange,
  readRef,
  updateRef,
} from './git-refs.ts';
import { renderRef } from './render-git.ts';
import { type ApiContext, bodyOf, invalid, notFound, type RouteVariables } from './reply.ts';

const NewRef = z.object({ ref: z.string(), sha: z.string() });
const RefUpdate = z.object({ sha: z.string(), force: z.boolean().default(false) });

export function addRefRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  app.get('/repos/:owner/:repo/git/ref/:ref{.+}', requires('read', 'contents'), async (context) => {
    const ref = await readRef(forge.git, `refs/${context.req.param('ref')}`);
    if (!ref) throw notFound();
    return context.json(renderRef(forge, ref));
  });
  app.get(
    '/repos/:owner/:repo/git/matching-refs/:ref{.*}',
    requires('read', 'contents'),
    async (context) => {
      const refs = await listRefs(forge.git, `refs/${context.req.param('ref')}`);
      return context.json(refs.map((ref) => renderRef(forge, ref)));
    },
  );
  app.post('/repos/:owner/:repo/git/refs', requires('write', 'contents'), (context) =>
    addRef(context, forge),
  );
  app.patch('/repos/:owner/:repo/git/refs/:ref{.+}', requires('write', 'contents'), (context) =>
    moveRef(context, forge, `refs/${context.req.param('ref')}`),
  );
  app.delete(
    '/repos/:owner/:repo/git/refs/:ref{.+}',
    requires('write', 'contents'),
    async (context) => {
      const ref = await readRef(forge.git, `refs/${context.req.param('ref')}`);
      if (!ref) throw invalid('Reference does not exist');
      settle(await deleteRef(forge.git, ref));
      await noteMove(forge, context.get('caller').account, ref.name, ref.sha, undefined);
      return context.body(null, 204);
    },
  );
}

async function addRef(context: ApiContext, forge: Forge): Promise<Response> {
  const { ref, sha } = await bodyOf(context, NewRef);
  if (!/^refs\/[^/]+\/.+/.test(ref))
    throw invalid("Reference name must start with 'refs/' and contain at least two slashes.");
  if (!(await isRefName(forge.git, ref))) throw invalid(`${ref} is not a valid ref name.`);
  await requireObject(forge, ref, sha);
  settle(await createRef(forge.git, ref, sha));
  await noteMove(forge, context.get('caller').account, ref, undefined, sha);
  const created = await readRef(forge.git, ref);
  if (!created) throw invalid('Reference update failed');
  return context.json(renderRef(forge, created), 201);
}

async function moveRef(context: ApiContext, forge: Forge, name: string): Promise<Response> {
  const { sha, force } = await bodyOf(context, RefUpdate);
  const ref = await readRef(forge.git, name);
  if (!ref) throw invalid('Reference does not exist');
  await requireObject(forge, name, sha);
  settle(await updateRef(forge.git, ref, sha, force));
  await noteMove(forge, context.get('caller').account, name, ref.sha, sha);
  return context.json(renderRef(forge, { ...ref, sha }));
}

/** A branch points at a commit, other refs at anything that exists. */
async function requireObject(forge: Forge, ref: string, sha: string): Promise<void> {
  const type = await objectType(forge.git, sha);
  if (type === undefined) throw invalid('Object does not exist');
  if (ref.startsWith('refs/heads/') && type !== 'commit') throw invalid('Object is not a commit');
}

function settle(change: RefChange): void {
  if (change.kind === 'refused') throw invalid(change.because);
}
