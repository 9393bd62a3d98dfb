import { isTerminal, type RunState } from '../domain/run-state.ts';
import type { Context } from './context.ts';
import type { PriorRun, RunControl, RunHistory } from './services/run-history.ts';
import type { RepositoryRef } from './services/source-control-service.ts';

/** Which run, how it stands, since when and where; ids and numbers only, nobody's text. */
export async function tellStatus(
  runs: readonly PriorRun[],
  repository: RepositoryRef,
  { history }: { readonly history: Pick<RunHistory, 'isUnderWay'> },
  { serverUrl }: { readonly serverUrl: string },
  { now }: Pick<Context, 'now'>,
): Promise<string> {
  const [latest] = runs;
  if (!latest) {
    return 'No run was asked for here yet. `/patchplane fix` and what to do asks for one.';
  }
  const { owner, name } = repository;
  const { githubRunId, runId, state, startedAt } = latest;
  const isLost =
    isWorking(state) &&
    githubRunId !== undefined &&
    !(await history.isUnderWay(repository, githubRunId));
  const said = isLost ? `was ${state} when its job ended` : sayings[state];
  const age = `asked for ${ageOf(now() - startedAt)} ago`;
  const where = githubRunId
    ? `, [job](${serverUrl}/${owner}/${name}/actions/runs/${githubRunId})`
    : '';
  return `\`${runId}\` ${said}: ${age}${where}.`;
}

/** Stops the newest run that is at work, and says what came of that. */
export async function cancelActive(
  runs: readonly PriorRun[],
  repository: RepositoryRef,
  {
    history,
    control,
  }: { readonly history: Pick<RunHistory, 'isUnderWay'>; readonly control: RunControl },
): Promise<string> {
  for (const { runId, state, githubRunId } of runs) {
    if (!isWorking(state) || githubRunId === undefined) continue;
    if (!(await history.isUnderWay(repository, githubRunId))) continue;
    await control.cancelWorkflowRun(repository, githubRunId);
    return `\`${runId}\` was asked to stop. Its comment says so once it did.`;
  }
  const waiting = runs.find(({ state }) => state === 'awaiting-decision');
  if (!waiting) return 'Nothing is at work here, so there is nothing to cancel.';
  const digest = waiting.subjectSha256?.slice(0, 12) ?? '<digest>';
  return `Nothing is at work here. \`${waiting.runId}\` awaits a decision; \`/patchplane reject ${digest} <reason>\` turns it down.`;
}

/** Undefined where an agent is at work: its own job polls the comments. */
export async function whyNobodyHears(
  runs: readonly PriorRun[],
  repository: RepositoryRef,
  { history }: { readonly history: Pick<RunHistory, 'isUnderWay'> },
): Promise<string | undefined> {
  for (const { state, githubRunId } of runs) {
    if (!isWorking(state) || githubRunId === undefined) continue;
    if (await history.isUnderWay(repository, githubRunId)) return undefined;
  }
  return 'No agent is at work here any more. Where one was when this was written, its comment says what came of it; `/patchplane rerun` and what to change asks again.';
}

function isWorking(state: RunState): boolean {
  return !isTerminal(state) && state !== 'awaiting-decision';
}

const sayings: Record<RunState, string> = {
  received: 'was received',
  refused: 'was refused',
  provisioning: 'is being set up',
  running: 'has its agent at work',
  verifying: 'is being verified',
  evaluating: 'is being judged by the policy',
  'awaiting-decision': 'awaits a decision',
  blocked: 'was blocked by the policy',
  rejected: 'was rejected',
  expired: 'expired before anybody decided',
  publishing: 'is being published',
  published: 'was published',
  failed: 'failed',
  cancelled: 'was cancelled',
};

function ageOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}
