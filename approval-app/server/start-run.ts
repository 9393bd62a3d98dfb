import pRetry from 'p-retry';
import { sha256Hex } from '../../action/domain/digest.ts';
import type { Started } from '../contract/decision.ts';
import type { AppServices } from './app-services.ts';
import { GitHubRefusal } from './github/github-api.ts';
import type { Target } from './server-ledger.ts';
import type { Session } from './session.ts';

/** A new task for a repository of the person's workspace. */
export async function startPrompt(
  session: Session,
  { repositoryId, prompt }: { readonly repositoryId: string; readonly prompt: string },
  services: AppServices,
): Promise<Started> {
  const asked = { repositoryId, textSha256: sha256Hex(prompt) };
  return await start(session, asked, { prompt }, services);
}

/** The next attempt of a run, with what a person said about this one. */
export async function startRerun(
  session: Session,
  { runId, instruction }: { readonly runId: string; readonly instruction: string },
  services: AppServices,
): Promise<Started> {
  const asked = { rerunOf: runId, textSha256: sha256Hex(instruction) };
  return await start(session, asked, { 'rerun-of': runId, instruction }, services);
}

/** The same for whoever asked at the check on GitHub, by the account that is linked to a person. */
export async function startRerunFor(
  githubAccountId: string,
  runId: string,
  { serverLedger, workflows }: AppServices,
): Promise<Started> {
  const admitted = await serverLedger.admitForAccount(githubAccountId, runId);
  if (admitted.status === 'refused') return { status: 'failed', because: admitted.because };
  const run = await dispatched(admitted, { 'rerun-of': runId }, workflows);
  if ('status' in run) return run;
  return await startedFor(admitted.actorId, run, admitted.target, { serverLedger, workflows });
}

/**
 * Whether the person may is the ledger's to say. On GitHub the App is who started it, so the ledger
 * is told for whom: the same person does not approve what comes of it.
 */
async function start(
  session: Session,
  asked: { readonly repositoryId?: string; readonly rerunOf?: string; readonly textSha256: string },
  inputs: Readonly<Record<string, string>>,
  { ledger, serverLedger, workflows }: AppServices,
): Promise<Started> {
  const admitted = await ledger.admitStart(session.accessToken, asked);
  if (admitted.status === 'refused') return { status: 'failed', because: admitted.because };
  const run = await dispatched(admitted, inputs, workflows);
  if ('status' in run) return run;
  return await startedFor(session.actor.id, run, admitted.target, { serverLedger, workflows });
}

/**
 * Who asked is known only once GitHub said which run it started. A run of which the ledger does not
 * know that is the App's own for all it can tell, and could be approved by who asked: it ends.
 */
async function startedFor(
  actorId: string,
  run: { readonly workflowRunId: string; readonly url: string },
  target: Target,
  { serverLedger, workflows }: Pick<AppServices, 'serverLedger' | 'workflows'>,
): Promise<Started> {
  try {
    await pRetry(() => serverLedger.recordStart(run.workflowRunId, actorId), patience);
    return { status: 'started', ...run };
  } catch {
    await workflows.cancel(target, run.workflowRunId);
    const because = 'the ledger did not take down who asked, so the job was cancelled; ask again';
    return { status: 'failed', because };
  }
}

/** Long enough for a ledger that comes back; the job needs longer than that to reach it. */
const patience = { retries: 3, minTimeout: 200, factor: 3 };

async function dispatched(
  { target, prompt }: { readonly target: Target; readonly prompt?: string | undefined },
  inputs: Readonly<Record<string, string>>,
  workflows: AppServices['workflows'],
) {
  try {
    const task = prompt === undefined ? {} : { prompt };
    const run = await workflows.dispatch(target, { ...task, ...inputs });
    return (
      run ?? {
        status: 'failed' as const,
        because: 'this GitHub does not say which run was started, so nobody could tell whose it is',
      }
    );
  } catch (error) {
    if (error instanceof GitHubRefusal)
      return { status: 'failed' as const, because: error.message };
    throw error;
  }
}
