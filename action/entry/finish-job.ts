import { randomBytes } from 'node:crypto';
import type { SandboxService } from '../core/services/sandbox-service.ts';
import type { FeedbackWriter } from '../core/services/source-control-service.ts';
import { Failure } from '../domain/failure.ts';
import { createGitHubFeedback } from '../plugins/github/feedback.ts';
import { type ActiveRun, clearActive } from './active-run.ts';
import { exitCodes } from './door.ts';
import type { FinishInputs } from './finish-inputs.ts';
import { type Ending, endingOf, endingText, endingTitle } from './finish-text.ts';
import { insidePrograms } from './inside-programs.ts';
import { oneLine } from './one-line.ts';
import { runnerFiles, writeOutputs, writeSummary } from './outputs.ts';
import { maskSecrets } from './outputs-masks.ts';

/** What closing a run needs of the world. */
export interface FinishServices {
  readonly feedback: Pick<FeedbackWriter, 'publishCheck' | 'createIssueComment' | 'setRunLabel'>;
  /** Undefined where sandboxes end with the runner. */
  readonly sandboxes: Pick<SandboxService, 'sweep'> | undefined;
}

/** Closes what a door that died left open, and says so in one line. */
export async function finishJob(run: ActiveRun, inputs: FinishInputs): Promise<number> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const secrets = [inputs.github.token, inputs.daytona?.apiKey, inputs.markerKey];
  maskSecrets(secrets, process.env, write);
  const ending = endingOf(run, inputs);
  const problems = await closeRun(run, ending, await composeFinish(inputs));
  const runner = runnerFiles(process.env);
  writeOutputs(runner, { 'run-id': run.runId, state: ending.state }, (bytes) =>
    randomBytes(bytes).toString('hex'),
  );
  writeSummary(runner, endingText(ending));
  const [first] = problems;
  if (first === undefined) {
    clearActive(inputs.stateDir);
    write(`${run.runId} was left open and is now ${ending.state}.`);
    return exitCodes.done;
  }
  write(`${run.runId} was left open, and closing it did not wholly work: ${problems.join(' ')}`);
  return exitCodes.endedOtherwise;
}

/** Each of them, whatever became of the others; returns what went wrong, in sentences. */
export async function closeRun(
  run: ActiveRun,
  ending: Ending,
  { feedback, sandboxes }: FinishServices,
): Promise<readonly string[]> {
  const { repository, issueNumber, headSha, runId } = run;
  const summary = endingText(ending);
  const marker = { ...run.marker, state: ending.state };
  const work: readonly (() => Promise<unknown>)[] = [
    // What costs money goes first.
    async () => sandboxes?.sweep(runId),
    async () =>
      headSha &&
      feedback.publishCheck(repository, {
        headSha,
        runId,
        conclusion: ending.state === 'cancelled' ? 'cancelled' : 'failure',
        title: endingTitle(ending),
        summary,
      }),
    async () =>
      issueNumber && feedback.createIssueComment(repository, issueNumber, marker, summary),
    async () => issueNumber && feedback.setRunLabel(repository, issueNumber, 'failed'),
  ];
  const problems: string[] = [];
  for (const part of work) await part().catch((error: unknown) => problems.push(told(error)));
  return problems;
}

function told(error: unknown): string {
  if (error instanceof Failure) return error.tell;
  return `PatchPlane has a bug: ${oneLine(error instanceof Error ? error.message : String(error))}.`;
}

async function composeFinish(inputs: FinishInputs): Promise<FinishServices> {
  return {
    feedback: createGitHubFeedback({
      token: inputs.github.token,
      apiUrl: inputs.github.apiUrl,
      markerKey: inputs.markerKey,
      triggerLabel: inputs.label,
    }),
    sandboxes: inputs.daytona ? await sandboxesOf(inputs.daytona, inputs.github) : undefined,
  };
}

/** Loaded only where there can be a sandbox: the vendor's kit is large. */
async function sandboxesOf(
  access: NonNullable<FinishInputs['daytona']>,
  github: FinishInputs['github'],
): Promise<Pick<SandboxService, 'sweep'>> {
  const { createDaytonaSandbox } = await import('../plugins/daytona/daytona-sandbox.ts');
  return createDaytonaSandbox({
    ...access,
    cloneUrl: (owner, name) => `${github.serverUrl}/${owner}/${name}.git`,
    cloneToken: github.token,
    programs: insidePrograms(),
  });
}
