import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultBundle } from '../core/policy/default-bundle.ts';
import { type Proposal, type ProposeSettings, propose } from '../core/propose.ts';
import type { Deciding } from '../core/report/next-step.ts';
import { clearActive, markActive } from './active-run.ts';
import { bundleFolder, writeBundle } from './bundle-folder.ts';
import { answerEvent } from './command-job.ts';
import { type Composed, composePropose } from './compose-propose.ts';
import { jobUrlOf, runUrlOf } from './compose-shared.ts';
import { exitCodes, openContext } from './door.ts';
import { readEvent } from './inputs.ts';
import { insidePrograms } from './inside-programs.ts';
import type { ProposeInputs } from './job-inputs.ts';
import { openReviewer } from './open-reviewer.ts';
import { maskSecrets } from './outputs-masks.ts';
import { reportResult } from './result-line.ts';
import { packRunArtifact } from './run-artifact.ts';
import { tellRunner } from './run-outputs.ts';
import { sayRung } from './say-rung.ts';

/** The propose job, once its inputs are known to be complete. */
export async function proposeJob(inputs: ProposeInputs): Promise<number> {
  const event = readEvent(inputs);
  sayRung(inputs);
  if (inputs.command === 'review' && !event.name.startsWith('pull_request')) {
    const reason = 'the command "review" judges pull requests, and this event is none';
    reportResult(inputs.log, { kind: 'ignored', reason });
    return exitCodes.done;
  }
  const composed = await composePropose(inputs, {
    path: process.env['PATH'] ?? '',
    tempDir: process.env['RUNNER_TEMP'] ?? tmpdir(),
    note: (text) => process.stderr.write(`${text}\n`),
  });
  const { context, close } = openContext(composed.secrets);
  try {
    maskSecrets(composed.secrets, process.env, (line) => process.stdout.write(`${line}\n`));
    const services = { ...composed.services, reviewer: openReviewer(inputs.reviewer, context) };
    const proposal = await propose(event, services, settingsOf(inputs), context);
    if (proposal.kind !== 'ended' && proposal.kind !== 'duplicate') {
      const reason = await answerEvent(proposal, composed.services, inputs, context);
      reportResult(inputs.log, { kind: 'ignored', reason });
      return exitCodes.done;
    }
    return tell(proposal, inputs, composed);
  } finally {
    await composed.close();
    close();
  }
}

type Ran = Extract<Proposal, { readonly kind: 'ended' | 'duplicate' }>;

function tell(proposal: Ran, inputs: ProposeInputs, composed: Composed): number {
  if (proposal.kind !== 'ended') {
    reportResult(inputs.log, proposal);
    return exitCodes.done;
  }
  const { bundle, runId, state, timings } = proposal;
  const { stateDir } = inputs;
  const folder = bundleFolder(stateDir, runId);
  writeBundle(folder, bundle);
  const upload = join(stateDir, 'upload', runId);
  packRunArtifact(stateDir, runId, upload);
  const requests = composed.requests();
  tellRunner(proposal, {
    folder: upload,
    url: runUrlOf(inputs)(runId),
    requests,
    elapsedMs: performance.now(),
    deciding: decidingOf(inputs),
  });
  reportResult(inputs.log, { kind: 'ended', runId, state, folder, timings, requests });
  return state === 'awaiting-decision' ? exitCodes.done : exitCodes.endedOtherwise;
}

/** What every proposal works with: the built-in policy, and the program that looks at the work tree. */
export function settingsOf(inputs: ProposeInputs): ProposeSettings {
  const { agent, github, stateDir, triggers } = inputs;
  const { triggeringActor } = github;
  return {
    job: {
      modelVersion: `${agent.provider}/${agent.model}`,
      githubRunId: github.runId,
      githubRunAttempt: github.runAttempt,
      workflowRef: github.workflowRef,
      triggeringActor,
    },
    policy: { ...defaultBundle, budgets: inputs.budgets },
    jobBudgets: inputs.toldBudgets,
    authorize: {
      allowedBots: triggers.allowedBots,
      triggeringActor,
      // A stranger's code and this job's secrets are not to be on one machine.
      forks: inputs.sandbox.kind === 'daytona' ? 'judge' : undefined,
    },
    admission: { rate: triggers.rate },
    capture: {
      ...insidePrograms(),
      nodeBin: '/opt/node/bin/node',
    },
    candidates: inputs.candidates,
    checkOnBase: inputs.checkOnBase,
    runUrl: runUrlOf(inputs),
    deciding: decidingOf(inputs),
    jobUrl: jobUrlOf(inputs),
    onActive: ({ repository: { externalId, owner, name }, ...run }) =>
      markActive(stateDir, { ...run, repository: { externalId, owner, name } }),
    onEnded: () => clearActive(stateDir),
  };
}

/** Undefined with an approval app, whose page of the run is the place. */
function decidingOf(inputs: ProposeInputs): Deciding | undefined {
  const { decision, environment } = inputs;
  if (decision.kind === 'app') return undefined;
  if (environment === undefined) return { kind: 'github', comment: true };
  const reviewUrl = jobUrlOf(inputs);
  return { kind: 'github', comment: false, environment, ...(reviewUrl ? { reviewUrl } : {}) };
}
