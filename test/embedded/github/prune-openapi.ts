/**
 * Makes test/fixtures/github-openapi.json from GitHub's own description of its API:
 *
 *   npm install --prefix SOMEWHERE @octokit/openapi@23.0.2
 *   node test/embedded/github/prune-openapi.ts \
 *     SOMEWHERE/node_modules/@octokit/openapi/generated/api.github.com.json test/fixtures/github-openapi.json
 *
 * Only the operations below are kept, as JSON Schema (OpenAPI 3.0's `nullable` becomes a type),
 * with what they refer to, and without prose and examples: 13 MB become less than one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const repository = '/repos/{owner}/{repo}';
const kept: Readonly<Record<string, readonly string[]>> = {
  [repository]: ['get'],
  [`${repository}/activity`]: ['get'],
  [`${repository}/branches/{branch}`]: ['get'],
  [`${repository}/commits/{ref}`]: ['get'],
  [`${repository}/contents/{path}`]: ['get'],
  [`${repository}/git/ref/{ref}`]: ['get'],
  [`${repository}/git/matching-refs/{ref}`]: ['get'],
  [`${repository}/git/refs`]: ['post'],
  [`${repository}/git/refs/{ref}`]: ['patch', 'delete'],
  [`${repository}/git/blobs`]: ['post'],
  [`${repository}/git/blobs/{file_sha}`]: ['get'],
  [`${repository}/git/trees`]: ['post'],
  [`${repository}/git/trees/{tree_sha}`]: ['get'],
  [`${repository}/git/commits`]: ['post'],
  [`${repository}/git/commits/{commit_sha}`]: ['get'],
  [`${repository}/issues`]: ['get', 'post'],
  [`${repository}/issues/{issue_number}`]: ['get'],
  [`${repository}/issues/{issue_number}/comments`]: ['get', 'post'],
  [`${repository}/issues/{issue_number}/events`]: ['get'],
  [`${repository}/issues/{issue_number}/labels`]: ['get', 'post', 'put', 'delete'],
  [`${repository}/issues/{issue_number}/labels/{name}`]: ['delete'],
  [`${repository}/issues/{issue_number}/reactions`]: ['get', 'post'],
  [`${repository}/issues/comments`]: ['get'],
  [`${repository}/issues/comments/{comment_id}`]: ['get', 'patch', 'delete'],
  [`${repository}/issues/comments/{comment_id}/reactions`]: ['get', 'post'],
  [`${repository}/check-runs`]: ['post'],
  [`${repository}/check-runs/{check_run_id}`]: ['get', 'patch'],
  [`${repository}/check-runs/{check_run_id}/annotations`]: ['get'],
  [`${repository}/commits/{ref}/check-runs`]: ['get'],
  [`${repository}/compare/{basehead}`]: ['get'],
  [`${repository}/pulls`]: ['get', 'post'],
  [`${repository}/pulls/{pull_number}`]: ['get', 'patch'],
  [`${repository}/pulls/{pull_number}/files`]: ['get'],
  [`${repository}/pulls/{pull_number}/comments`]: ['get', 'post'],
  [`${repository}/pulls/{pull_number}/comments/{comment_id}/replies`]: ['post'],
  [`${repository}/pulls/{pull_number}/reviews`]: ['get', 'post'],
  [`${repository}/pulls/{pull_number}/commits`]: ['get'],
  [`${repository}/pulls/comments/{comment_id}`]: ['get', 'patch', 'delete'],
  [`${repository}/collaborators/{username}/permission`]: ['get'],
  [`${repository}/actions/workflows/{workflow_id}/dispatches`]: ['post'],
  [`${repository}/actions/workflows/{workflow_id}/runs`]: ['get'],
  [`${repository}/actions/runs`]: ['get'],
  [`${repository}/actions/runs/{run_id}`]: ['get'],
  [`${repository}/actions/runs/{run_id}/approvals`]: ['get'],
  [`${repository}/actions/runs/{run_id}/artifacts`]: ['get'],
  [`${repository}/actions/runs/{run_id}/cancel`]: ['post'],
  [`${repository}/actions/artifacts`]: ['get'],
  [`${repository}/actions/artifacts/{artifact_id}`]: ['get'],
  [`${repository}/actions/artifacts/{artifact_id}/{archive_format}`]: ['get'],
  [`${repository}/actions/variables`]: ['get'],
  [`${repository}/actions/variables/{name}`]: ['get'],
  [`${repository}/actions/organization-variables`]: ['get'],
  [`${repository}/dispatches`]: ['post'],
  [`${repository}/environments`]: ['get'],
  [`${repository}/environments/{environment_name}`]: ['get'],
  [`${repository}/environments/{environment_name}/deployment-branch-policies`]: ['get'],
  [`${repository}/installation`]: ['get'],
  [`${repository}/rules/branches/{branch}`]: ['get'],
  [`${repository}/rulesets`]: ['get'],
  [`${repository}/rulesets/{ruleset_id}`]: ['get'],
  '/app': ['get'],
  '/app/installations/{installation_id}': ['get'],
  '/app/installations/{installation_id}/access_tokens': ['post'],
  '/installation/repositories': ['get'],
  '/installation/token': ['delete'],
  '/orgs/{org}/actions/variables/{name}': ['get'],
  '/orgs/{org}/memberships/{username}': ['get'],
  '/orgs/{org}/teams/{team_slug}/memberships/{username}': ['get'],
  '/rate_limit': ['get'],
  '/user': ['get'],
  '/user/{account_id}': ['get'],
  '/users/{username}': ['get'],
};

const Tree = z.record(z.string(), z.unknown());
type Tree = z.infer<typeof Tree>;

const prose = [
  'description',
  'summary',
  'example',
  'examples',
  'externalDocs',
  'discriminator',
  'links',
  'headers',
  'title',
];

const [source, target] = process.argv.slice(2);
if (!source || !target) throw new TypeError('usage: prune-openapi.ts SOURCE TARGET');
const document = Tree.parse(JSON.parse(readFileSync(source, 'utf8')));
writeFileSync(target, `${JSON.stringify(prune(document))}\n`);

function prune(whole: Tree): Tree {
  const paths = Object.entries(kept).map(([path, methods]) => {
    const item = Tree.parse(Tree.parse(whole['paths'])[path]);
    return [path, Object.fromEntries(methods.map((method) => [method, operation(item[method])]))];
  });
  const pruned: Tree = { paths: Object.fromEntries(paths), components: {} };
  const done = new Set<string>();
  const waiting = references(pruned['paths']);
  for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
    if (done.has(pointer)) continue;
    done.add(pointer);
    const component = clean(resolve(whole, pointer));
    place(pruned, pointer, component);
    waiting.push(...references(component));
  }
  return pruned;
}

/** Of an operation, what an exchange can be held against. */
function operation(value: unknown): unknown {
  const { operationId, requestBody, responses } = Tree.parse(value);
  return clean({ operationId, ...(requestBody ? { requestBody } : {}), responses });
}

function clean(value: unknown, isNameMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => clean(item));
  const tree = Tree.safeParse(value);
  if (!tree.success) return value;
  const members = Object.entries(tree.data)
    // Below `properties` keys are names that GitHub chose, not words of the schema language.
    .filter(([key]) => isNameMap || !(prose.includes(key) || key.startsWith('x-')))
    .map(([key, member]) => [key, clean(member, key === 'properties' && !isNameMap)]);
  const cleaned = Tree.parse(Object.fromEntries(members));
  return isNameMap || cleaned['nullable'] !== true ? without(cleaned, isNameMap) : orNull(cleaned);
}

function without(schema: Tree, isNameMap: boolean): Tree {
  const { nullable: _, ...rest } = schema;
  return isNameMap ? schema : rest;
}

function orNull({ nullable: _, ...schema }: Tree): Tree {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return { anyOf: [{ type: 'null' }, schema] };
  const choices =
    Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {};
  return { ...schema, ...choices, type: [type, 'null'] };
}

function references(value: unknown): string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"#(\/[^"]+)"/g);
  return [...found].map(([, pointer = '']) => pointer);
}

function resolve(whole: Tree, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((place: unknown, key) => Tree.parse(place)[key], whole);
}

function place(pruned: Tree, pointer: string, component: unknown): void {
  const [, , kind = '', name = ''] = pointer.split('/');
  const components = Tree.parse(pruned['components']);
  pruned['components'] = {
    ...components,
    [kind]: { ...Tree.parse(components[kind] ?? {}), [name]: component },
  };
}
