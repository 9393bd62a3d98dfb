import { type Publication, publish } from '../core/publish.ts';
import { type Rehearsal, rehearsePublish } from '../core/publish-rehearsal.ts';
import { codeSpan } from '../core/report/untrusted-text.ts';
import type { RunCommand } from '../core/services/github-webhook-service.ts';
import type { PublishServices } from '../core/services/publish-services.ts';
import { takeForgeDecision } from '../core/workflows/decide/take-forge-decision.ts';
import { Failure } from '../domain/failure.ts';
import type { RunId } from '../domain/ids.ts';
import type { OwnAccount } from '../plugins/github/own-account.ts';
import { createGitHubWebhooks } from '../plugins/github/webhooks.ts';
import { createAppToken } from '../plugins/github-app/app-token.ts';
import { bundleFolder, readReport, writeBundle } from './bundle-folder.ts';
import { composePublish, publishSettings } from './compose-publish.ts';
import { runUrlOf, secretsOf } from './compose-shared.ts';
import { exitCodes, realContext } from './door.ts';
import { readEvent } from './inputs.ts';
import type { PublishInputs } from './job-inputs.ts';
import { oneLine } from './one-line.ts';
import { maskSecrets } from './outputs-masks.ts';
import { composeDeciding } from './publish-deciding.ts';
import { fetchRun, findWanted } from './publish-fetching.ts';
import { reportResult } from './result-line.ts';
import { tellRunner } from './run-outputs.ts';
import { sayRung } from './say-rung.ts';

/** The publish job, once its inputs are known to be complete. */
export async function publishJob(inputs: PublishInputs): Promise<number> {
  sayRung(inputs);
  const mask = (values: readonly string[]) =>
    maskSecrets(values, process.env, (line) => process.stdout.write(`${line}\n`));
  const secrets = [...secretsOf(inputs), ...(inputs.app ? [inputs.app.privateKey] : [])];
  mask(secrets);
  const app = await appToken(inputs);
  if (app) mask([app.token]);
  try {
    const context = realContext(app ? [...secrets, app.token] : secrets);
    const self = { id: undefined };
    let requests = 0;
    const onRequest = () => {
      requests += 1;
    };
    const services = composePublish(inputs, { writerToken: app?.token, self, onRequest });
    const runId = await decidedRun(inputs, services, self);
    const settings = { ...publishSettings(inputs), runUrl: runUrlOf(inputs) };
    return inputs.dryRun
      ? tellRehearsal(await rehearsePublish(runId, services, settings, context), inputs)
      : tellPublication(await publish(runId, services, settings, context), inputs, requests);
  } finally {
    await app?.revoke();
  }
}

/** Nothing is written in a dry run, so nothing is asked for that could. */
async function appToken({ app, dryRun, github }: PublishInputs) {
  if (!app || dryRun) return undefined;
  const { apiUrl, repository } = github;
  return await createAppToken({ appId: app.id, privateKey: app.privateKey, apiUrl, repository });
}

/** The run that this job publishes, with its decision in the ledger; throws where there is none. */
async function decidedRun(
  inputs: PublishInputs,
  services: PublishServices,
  self: OwnAccount,
): Promise<RunId> {
  if (inputs.decision.kind === 'app') {
    if (inputs.runId !== undefined) return inputs.runId;
    throw new Failure({
      code: 'misconfigured',
      tell: 'PATCHPLANE_RUN_ID is missing: with the approval app, its dispatch names the run.',
    });
  }
  const event = readEvent(inputs);
  const command = commandIn(event);
  try {
    const wanted = await findWanted(inputs, command, self);
    await fetchRun(inputs, wanted);
    const report = readReport(bundleFolder(inputs.stateDir, wanted.runId));
    const deciding = composeDeciding(inputs, command, event, self);
    const taken = await takeForgeDecision(report, inputs.github.repository, deciding);
    if (taken.kind === 'refused') throw new Failure({ code: 'conflict', tell: taken.tell });
    return wanted.runId;
  } catch (error) {
    if (command && error instanceof Failure) await answer(command, error.tell, services);
    throw error;
  }
}

/** `approve` or `reject` in a comment, where such an event started this job. */
function commandIn(event: ReturnType<typeof readEvent>): RunCommand | undefined {
  const answer = createGitHubWebhooks({}).toIntake(event);
  if (answer.kind !== 'command') return undefined;
  return ['approve', 'reject'].includes(answer.command.name) ? answer.command : undefined;
}

/** Whoever wrote a command is told what became of it, where they wrote it. */
async function answer(
  { ref }: RunCommand,
  tell: string,
  { repositories }: PublishServices,
): Promise<void> {
  const { externalId, owner, name } = ref.repository;
  const place = ref.issue?.number ?? ref.pullRequest?.number;
  if (place === undefined) return;
  await repositories.answer(
    { externalId, owner, name },
    place,
    `PatchPlane: ${codeSpan(tell, 1_500)}`,
  );
}

function tellPublication(
  publication: Publication,
  inputs: PublishInputs,
  requests: number,
): number {
  const { runId, state, bundle, timings } = publication;
  const { stateDir, log } = inputs;
  const folder = bundleFolder(stateDir, runId);
  writeBundle(folder, bundle);
  tellRunner(publication, {
    folder,
    url: runUrlOf(inputs)(runId),
    requests,
    elapsedMs: performance.now(),
  });
  reportResult(log, { kind: 'ended', runId, state, folder, timings });
  const ended = state === 'published' || state === 'rejected';
  return ended ? exitCodes.done : exitCodes.endedOtherwise;
}

function tellRehearsal({ wouldPublish, lines }: Rehearsal, { log }: PublishInputs): number {
  const reason = `this is a dry run. ${lines.map(oneLine).join(' ')}`;
  reportResult(log, { kind: 'ignored', reason });
  return wouldPublish ? exitCodes.done : exitCodes.endedOtherwise;
}
