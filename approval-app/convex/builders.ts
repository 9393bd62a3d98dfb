import { z } from 'zod';
import { RunId } from '../../action/domain/ids.ts';
import { type MutationCtx, mutation, type QueryCtx, query } from './_generated/server.js';
import {
  callingJob,
  callingPerson,
  callingServer,
  type Job,
  type Person,
  requireHerself,
  requireSide,
} from './callers.ts';
import { changesPerMinute, withinPace } from './pace.ts';
import { refusal } from './refusal.ts';
import { findRun, type RunRow } from './rows.ts';

/**
 * Every public function of the ledger is made by one of these, so none can forget to ask who
 * is calling: jobs and people share one endpoint, and each is refused what is the other's.
 * The caller is authorised first and its arguments are read second.
 */

/** For the propose side, about no run in particular. */
export const enrolledMutation = mutationFor(async (ctx, sent) => ({
  known: { job: await proposingJob(ctx) },
  sent,
}));
export const enrolledQuery = queryFor(async (ctx, sent) => ({
  known: { job: await proposingJob(ctx) },
  sent,
}));

/** For a job of either side, about its repository's workspace. */
export const anyJobQuery = queryFor(async (ctx, sent) => {
  const job = await callingJob(ctx);
  if (!job.sides.includes('publish')) requireSide(job, 'propose');
  return { known: { job }, sent };
});

/** For the very job that started the run. */
export const proposeMutation = mutationFor(async (ctx, sent) => {
  const job = await callingJob(ctx);
  return await aboutRun(sent, job, async (runId) => await proposedRun(ctx, job, runId));
});

/** For a publish job of the run's repository. */
export const publishMutation = mutationFor(async (ctx, sent) => {
  const job = await callingJob(ctx);
  requireSide(job, 'publish');
  return await aboutRun(sent, job, async (runId) => await runOfRepository(ctx, job, runId));
});

/** For either side, each with its own right to the run. */
export const jobMutation = mutationFor(reachingJob);
export const jobQuery = queryFor(reachingJob);

/**
 * For people. What they may do with a run is up to the function: refusals are recorded, so there is
 * an end to how many somebody gets in a minute.
 */
export const personMutation = mutationFor(async (ctx, sent) => {
  const admitted = await signedIn(ctx, sent);
  const { person } = admitted.known;
  requireHerself(person);
  if (!(await withinPace(ctx, person.actorId, 'change', changesPerMinute)))
    throw refusal(
      'rate-limited',
      `at most ${changesPerMinute} changes a minute are taken of one person`,
    );
  return admitted;
});
export const personQuery = queryFor(signedIn);

/** For the approval app's server: what no person does. None of these grants trust. */
export const serverMutation = mutationFor(fromServer);
export const serverQuery = queryFor(fromServer);

/** What a caller is known to be, and the arguments that are left to read. */
interface Admitted<Known> {
  readonly known: Known;
  readonly sent: object;
}

function mutationFor<Known>(admit: (ctx: MutationCtx, sent: object) => Promise<Admitted<Known>>) {
  return <Args extends z.ZodRawShape, Answer>(definition: {
    readonly args: Args;
    readonly handler: (
      ctx: MutationCtx & Known,
      args: z.output<z.ZodObject<Args, z.core.$strict>>,
    ) => Promise<Answer>;
  }) =>
    mutation({
      handler: async (ctx, everything: Record<string, unknown>) => {
        const { known, sent } = await admit(ctx, everything);
        return await definition.handler({ ...ctx, ...known }, readArgs(definition.args, sent));
      },
    });
}

function queryFor<Known>(admit: (ctx: QueryCtx, sent: object) => Promise<Admitted<Known>>) {
  return <Args extends z.ZodRawShape, Answer>(definition: {
    readonly args: Args;
    readonly handler: (
      ctx: QueryCtx & Known,
      args: z.output<z.ZodObject<Args, z.core.$strict>>,
    ) => Promise<Answer>;
  }) =>
    query({
      handler: async (ctx, everything: Record<string, unknown>) => {
        const { known, sent } = await admit(ctx, everything);
        return await definition.handler({ ...ctx, ...known }, readArgs(definition.args, sent));
      },
    });
}

function readArgs<Args extends z.ZodRawShape>(args: Args, sent: object) {
  const read = z.strictObject(args).safeParse(sent);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw refusal('invalid-answer', `argument ${issue?.path.join('.')}: ${issue?.message}`);
}

async function signedIn(
  ctx: QueryCtx,
  sent: object,
): Promise<Admitted<{ readonly person: Person }>> {
  return { known: { person: await callingPerson(ctx) }, sent };
}

async function fromServer(ctx: QueryCtx, sent: object): Promise<Admitted<object>> {
  await callingServer(ctx);
  return { known: {}, sent };
}

async function proposingJob(ctx: QueryCtx): Promise<Job> {
  const job = await callingJob(ctx);
  requireSide(job, 'propose');
  return job;
}

async function reachingJob(ctx: QueryCtx, sent: object): Promise<Admitted<JobAndRun>> {
  const job = await callingJob(ctx);
  const mayPublish = job.sides.includes('publish');
  return await aboutRun(sent, job, async (runId) =>
    mayPublish ? await runOfRepository(ctx, job, runId) : await proposedRun(ctx, job, runId),
  );
}

interface JobAndRun {
  readonly job: Job;
  readonly runRow: RunRow;
}

const AboutRun = z.looseObject({ runId: RunId });

async function aboutRun(
  everything: object,
  job: Job,
  find: (runId: RunId) => Promise<RunRow>,
): Promise<Admitted<JobAndRun>> {
  const read = AboutRun.safeParse(everything);
  if (!read.success) throw refusal('invalid-answer', 'argument runId: not a run id');
  const { runId, ...sent } = read.data;
  return { known: { job, runRow: await find(runId) }, sent };
}

async function proposedRun(ctx: QueryCtx, job: Job, runId: RunId): Promise<RunRow> {
  requireSide(job, 'propose');
  const row = await runOfRepository(ctx, job, runId);
  if (row.record.githubRunId !== job.githubRunId)
    throw refusal('auth', `run ${runId} was started by another GitHub run`);
  return row;
}

async function runOfRepository(ctx: QueryCtx, job: Job, runId: RunId): Promise<RunRow> {
  const row = await findRun(ctx, runId);
  // One answer for a run that is not there and for one of another repository.
  if (row?.record.repositoryId !== job.repositoryId)
    throw refusal('not-found', `repository ${job.repositoryId} has no run ${runId}`);
  return row;
}
