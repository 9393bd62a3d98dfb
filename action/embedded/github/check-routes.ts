import type { Hono } from 'hono';
import { z } from 'zod';
import { requires } from './access.ts';
import type { AppAccount } from './account.ts';
import type { Forge } from './forge.ts';
import { resolveCommit } from './git-objects.ts';
import type { AnnotationRecord, CheckRecord } from './records.ts';
import { renderAnnotation, renderCheck } from './render-check.ts';
import {
  type ApiContext,
  ApiError,
  bodyOf,
  invalid,
  notFound,
  page,
  type RouteVariables,
  validationFailed,
} from './reply.ts';

const Text = z
  .string()
  .refine((text) => text.length <= 65_535, 'is too long (maximum is 65535 characters)');
const mostAnnotations = 50;
const Annotation = z
  .object({
    path: z.string(),
    start_line: z.int(),
    end_line: z.int(),
    start_column: z.int().nullish(),
    end_column: z.int().nullish(),
    annotation_level: z.enum(['notice', 'warning', 'failure']),
    message: z.string(),
    title: z.string().max(255).nullish(),
    raw_details: z.string().nullish(),
  })
  .refine(({ start_line, end_line }) => start_line <= end_line, 'ends before it starts')
  .transform(
    (given): AnnotationRecord => ({
      path: given.path,
      startLine: given.start_line,
      endLine: given.end_line,
      startColumn: given.start_column ?? null,
      endColumn: given.end_column ?? null,
      level: given.annotation_level,
      title: given.title ?? null,
      message: given.message,
      rawDetails: given.raw_details ?? null,
    }),
  );
const CheckFields = z.object({
  name: z.string().optional(),
  details_url: z.url().optional(),
  external_id: z.string().optional(),
  status: z
    .enum(['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending'])
    .optional(),
  conclusion: z
    .enum(['success', 'failure', 'neutral', 'cancelled', 'skipped', 'timed_out', 'action_required'])
    .optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  output: z
    .object({
      title: z.string().optional(),
      summary: Text,
      text: Text.optional(),
      annotations: z
        .array(Annotation)
        .max(mostAnnotations, `No more than ${mostAnnotations} items are allowed`)
        .default([]),
    })
    .optional(),
});
type CheckFields = z.infer<typeof CheckFields>;
const NewCheck = CheckFields.extend({ name: z.string(), head_sha: z.string() });

export function addCheckRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const runs = '/repos/:owner/:repo/check-runs';
  app.post(runs, requires('write', 'checks'), (context) => addCheck(context, forge));
  app.get(`${runs}/:id`, requires('read', 'checks'), (context) =>
    context.json(renderCheck(forge, findCheck(forge, context.req.param('id')))),
  );
  app.patch(`${runs}/:id`, requires('write', 'checks'), async (context) => {
    const check = findCheck(forge, context.req.param('id'));
    if (callingApp(context).id !== check.app.id)
      throw new ApiError(
        403,
        `Invalid app_id \`${callingApp(context).id}\` - check run can only be modified by the GitHub App that created it.`,
      );
    apply(forge, check, await bodyOf(context, CheckFields));
    forge.store.save();
    return context.json(renderCheck(forge, check));
  });
  app.get(`${runs}/:id/annotations`, requires('read', 'checks'), (context) => {
    const { annotations, headSha } = findCheck(forge, context.req.param('id'));
    return context.json(
      page(context, annotations).map((annotation) => renderAnnotation(forge, headSha, annotation)),
    );
  });
  app.get(
    '/repos/:owner/:repo/commits/:ref{.+}/check-runs',
    requires('read', 'checks'),
    (context) => listChecks(context, forge),
  );
}

async function addCheck(context: ApiContext, forge: Forge): Promise<Response> {
  const app = callingApp(context);
  const fields = await bodyOf(context, NewCheck);
  if ((await resolveCommit(forge.git, fields.head_sha)) !== fields.head_sha)
    throw invalid(`No commit found for SHA: ${fields.head_sha}`);
  const check: CheckRecord = {
    id: forge.store.nextId(),
    app,
    name: fields.name,
    headSha: fields.head_sha,
    externalId: fields.external_id ?? '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: fields.started_at ?? forge.now(),
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  apply(forge, check, fields);
  forge.store.state.checks.push(check);
  forge.store.save();
  return context.json(renderCheck(forge, check), 201);
}

function apply(forge: Forge, check: CheckRecord, fields: CheckFields): void {
  if (fields.status === 'completed' && fields.conclusion === undefined)
    throw validationFailed({ resource: 'CheckRun', field: 'conclusion', code: 'missing_field' });
  // Giving a conclusion completes a check, whatever status is sent along.
  const completes = fields.conclusion !== undefined;
  check.name = fields.name ?? check.name;
  check.detailsUrl = fields.details_url ?? check.detailsUrl;
  check.externalId = fields.external_id ?? check.externalId;
  check.status = completes ? 'completed' : (fields.status ?? check.status);
  check.conclusion = fields.conclusion ?? (fields.status ? null : check.conclusion);
  check.completedAt = completes ? (fields.completed_at ?? forge.now()) : null;
  if (!fields.output) return;
  const { title, summary, text, annotations } = fields.output;
  check.output = { title: title ?? null, summary, text: text ?? null };
  // Unlike the rest, annotations add up: that is how more than fifty get in.
  check.annotations.push(...annotations);
}

async function listChecks(context: ApiContext, forge: Forge): Promise<Response> {
  const sha = await resolveCommit(forge.git, context.req.param('ref') ?? '');
  if (!sha) throw invalid(`No commit found for SHA: ${context.req.param('ref')}`);
  const name = context.req.query('check_name');
  const app = context.req.query('app_id');
  const found = forge.store.state.checks
    .filter((check) => check.headSha === sha)
    .filter((check) => name === undefined || check.name === name)
    .filter((check) => app === undefined || String(check.app.id) === app)
    .toReversed();
  const listed = context.req.query('filter') === 'all' ? found : found.filter(isLatest);
  return context.json({
    total_count: listed.length,
    check_runs: page(context, listed).map((check) => renderCheck(forge, check)),
  });
}

/** Unless all are asked for, GitHub answers with the newest check of each name and App only. */
function isLatest(check: CheckRecord, at: number, newestFirst: readonly CheckRecord[]): boolean {
  const same = (other: CheckRecord) => other.name === check.name && other.app.id === check.app.id;
  return newestFirst.findIndex(same) === at;
}

function callingApp(context: ApiContext): AppAccount {
  const { app } = context.get('caller');
  if (!app) throw new ApiError(403, 'You must authenticate via a GitHub App.');
  return app;
}

function findCheck(forge: Forge, id: string): CheckRecord {
  const check = forge.store.state.checks.find((check) => String(check.id) === id);
  if (!check) throw notFound();
  return check;
}
