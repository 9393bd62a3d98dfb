import type { Hono } from 'hono';
import { z } from 'zod';
import { grants, requires } from './access.ts';
import type { Caller } from './caller.ts';
import type { Forge } from './forge.ts';
import {
  isoSeconds,
  objectType,
  type Person,
  readBlob,
  readCommit,
  readTree,
  writeBlob,
  writeCommit,
} from './git-objects.ts';
import { buildTree, type TreeEdit } from './git-trees.ts';
import { renderBlob, renderGitCommit, renderTree } from './render-git.ts';
import { repositoryUrl } from './render-repository.ts';
import {
  type ApiContext,
  ApiError,
  bodyOf,
  invalid,
  notFound,
  type RouteVariables,
} from './reply.ts';

/** Blobs, trees and commits of the git database. */
export function addObjectRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const git = '/repos/:owner/:repo/git';
  app.post(`${git}/blobs`, requires('write', 'contents'), (context) => addBlob(context, forge));
  app.get(`${git}/blobs/:sha`, requires('read', 'contents'), async (context) => {
    const sha = await requireType(forge, context.req.param('sha'), 'blob');
    const content = await readBlob(forge.git, sha);
    if (!context.req.header('accept')?.includes('raw'))
      return context.json(renderBlob(forge, sha, content));
    return context.body(new Uint8Array(content), 200, {
      'content-type': 'application/vnd.github.raw; charset=utf-8',
    });
  });
  app.post(`${git}/trees`, requires('write', 'contents'), (context) => addTree(context, forge));
  app.get(`${git}/trees/:sha`, requires('read', 'contents'), async (context) => {
    const asked = context.req.param('sha');
    const found = await forge.git.run([
      'rev-parse',
      '--quiet',
      '--verify',
      '--end-of-options',
      `${asked}^{tree}`,
    ]);
    if (found.code !== 0) throw notFound();
    const sha = found.stdout.toString('utf8').trim();
    const recursive = context.req.query('recursive') !== undefined;
    return context.json(renderTree(forge, sha, await readTree(forge.git, sha, recursive)));
  });
  app.post(`${git}/commits`, requires('write', 'contents'), (context) => addCommit(context, forge));
  app.get(`${git}/commits/:sha`, requires('read', 'contents'), async (context) => {
    const sha = await requireType(forge, context.req.param('sha'), 'commit');
    return context.json(renderGitCommit(forge, await readCommit(forge.git, sha)));
  });
}

const NewBlob = z.object({
  content: z.string(),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});

async function addBlob(context: ApiContext, forge: Forge): Promise<Response> {
  const { content, encoding } = await bodyOf(context, NewBlob);
  const base64 = content.replace(/\s/g, '');
  if (encoding === 'base64' && !z.base64().safeParse(base64).success)
    throw invalid('content is not valid Base64');
  const bytes = encoding === 'base64' ? Buffer.from(base64, 'base64') : Buffer.from(content);
  const sha = await writeBlob(forge.git, bytes);
  return context.json({ url: `${repositoryUrl(forge)}/git/blobs/${sha}`, sha }, 201);
}

const NewTree = z.object({
  base_tree: z.string().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
      type: z.enum(['blob', 'tree', 'commit']).optional(),
      sha: z.string().nullish(),
      content: z.string().optional(),
    }),
  ),
});
type NewTreeEntry = z.infer<typeof NewTree>['tree'][number];

async function addTree(context: ApiContext, forge: Forge): Promise<Response> {
  const { base_tree: base, tree } = await bodyOf(context, NewTree);
  if (tree.length === 0) throw invalid('Invalid tree info');
  const baseTree = base === undefined ? undefined : await peelTree(forge, base);
  if (tree.some(({ path }) => path.startsWith('.github/workflows/')))
    mayEditWorkflows(context.get('caller'));
  const existing = new Set(
    baseTree ? (await readTree(forge.git, baseTree, true)).map(({ path }) => path) : [],
  );
  const edits: TreeEdit[] = [];
  for (const entry of tree) edits.push(await decodeEntry(forge, existing, entry));
  const built = await buildTree(forge.git, baseTree, edits);
  if (built.kind === 'refused') throw invalid('tree.path contains a malformed path component');
  return context.json(
    renderTree(forge, built.sha, await readTree(forge.git, built.sha, false)),
    201,
  );
}

async function peelTree(forge: Forge, sha: string): Promise<string> {
  const type = await objectType(forge.git, sha);
  if (type !== 'tree' && type !== 'commit') throw invalid('base_tree is not a valid tree oid');
  return forge.git.text(['rev-parse', `${sha}^{tree}`]);
}

/** GitHub keeps workflow files from Apps that were not given the separate permission for them. */
function mayEditWorkflows({ permissions }: Caller): void {
  if (!grants(permissions, 'workflows', 'write'))
    throw new ApiError(403, 'Resource not accessible by integration');
}

async function decodeEntry(
  forge: Forge,
  existing: ReadonlySet<string>,
  entry: NewTreeEntry,
): Promise<TreeEdit> {
  const { path, mode, sha, content } = entry;
  // Whole subtrees are the one thing of this endpoint that is not offered here.
  if (mode === '040000') throw invalid('tree.mode 040000 is not supported');
  if (path === '' || path.startsWith('/') || path.endsWith('/') || path.includes('\0'))
    throw invalid('tree.path contains a malformed path component');
  if (content !== undefined)
    return { path, mode, sha: await writeBlob(forge.git, Buffer.from(content)) };
  if (sha === undefined) throw invalid('Must supply either tree.sha or tree.content');
  if (sha === null) {
    if (!existing.has(path)) throw invalid('GitRPC::BadObjectState');
    return { path, mode, sha };
  }
  if (mode !== '160000' && (await objectType(forge.git, sha)) !== 'blob')
    throw invalid(`tree.sha ${sha} is not a valid blob`);
  return { path, mode, sha };
}

const NewPerson = z.object({
  name: z.string(),
  email: z.string(),
  date: z.iso.datetime({ offset: true }).optional(),
});
const NewCommit = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: NewPerson.optional(),
  committer: NewPerson.optional(),
});

async function addCommit(context: ApiContext, forge: Forge): Promise<Response> {
  const { message, tree, parents, author, committer } = await bodyOf(context, NewCommit);
  if ((await objectType(forge.git, tree)) !== 'tree') throw invalid('Tree SHA does not exist');
  for (const parent of parents)
    if ((await objectType(forge.git, parent)) !== 'commit')
      throw invalid('Parent SHA does not exist or is not a commit object');
  const self = callerAsPerson(context.get('caller'), forge.now());
  const authoredBy = personOf(author, self);
  const sha = await writeCommit(forge.git, {
    message,
    tree,
    parents,
    author: authoredBy,
    committer: personOf(committer, authoredBy),
  });
  return context.json(renderGitCommit(forge, await readCommit(forge.git, sha)), 201);
}

function personOf(given: z.infer<typeof NewPerson> | undefined, otherwise: Person): Person {
  if (!given) return otherwise;
  const { name, email, date } = given;
  return { name, email, date: date ? isoSeconds(Date.parse(date)) : otherwise.date };
}

function callerAsPerson({ account }: Caller, date: string): Person {
  const email = `${account.id}+${account.login}@users.noreply.github.com`;
  return { name: account.login, email, date };
}

async function requireType(forge: Forge, sha: string, type: string): Promise<string> {
  if ((await objectType(forge.git, sha)) !== type) throw notFound();
  return sha;
}
