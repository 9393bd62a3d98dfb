import { type Publication, publish } from '../core/publish.ts';
import { closeLost } from '../core/publish-lost.ts';
import { type Rehearsal, rehearsePublish } from '../core/publish-rehearsal.ts';
import { codeSpan } from '../core/report/untrusted-text.ts';
import type { RunCommand } from '../core/services/github-webhook-service.ts';
import type { PublishServices } from '../core/services/publish-services.ts';
import { takeForgeDecision } from '../core/workflows/decide/take-forge-decision.ts';
import { Failure } from '../domain/failure.ts';
import type { OwnAccount } from '../plugins/github/own-account.ts';
import { createAppToken } from '../plugins/github-app/app-token.ts';
import { bundleFolder, readReport, writeBundle } from './bundle-folder.ts';
import { composePublish, publishSettings } from './compose-publish.ts';
import { runUrlOf, secretsOf } from './compose-shared.ts';
import { exitCodes, openContext } from './door.ts';
import { readEvent } from './inputs.ts';
import type { PublishInputs } from './job-inputs.ts';
import { oneLine } from './one-line.ts';
import { maskSecrets } from './outputs-masks.ts';
import { answerNothing, type PublishAsked, readAsked } from './publish-asked.ts';
import { composeDeciding } from './publish-deciding.ts';
import { fetchRun, findWanted, type WantedRun } from './publish-fetching.ts';
import { reportResult } from './result-line.ts';
import { tellRunner } from './run-outputs.ts';
import { sayRung } from './say-rung.ts';
import { openSignals } from './signals.ts';

/** The publish job, once its inputs are known to be complete. */
export async function publishJob(inputs: PublishInputs): Promise<number> {
  sayRung(inputs);
  const mask = (values: readonly string[]) =>
    maskSecrets(values, process.env, (line) => process.stdout.write(`${line}\n`));
  const secrets = [...secretsOf(inputs), ...(inputs.app ? [inputs.app.privateKey] : [])];
  mask(secrets);
  const app = await appToken(inputs);
  if (app) mask([app.token]);
  const signals = await openSignals(inputs, 'publish', secrets);
  const { context, close } = openContext(app ? [...secrets, app.token] : secrets);
  try {
    const self = { id: undefined };
    let requests = 0;
    const onRequest = () => {
      requests += 1;
    };
    const services = composePublish(inputs, signals, { writerToken: app?.token, self, onRequest });
    const asked = readAsked(inputs, readEvent(inputs));
    if (asked.kind === 'nothing') {
      await answerNothing(asked, services, inputs);
      reportResult(inputs.log, { kind: 'ignored', reason: asked.reason });
      return exitCodes.done;
    }
    const { runId, state: before } = await decidedRun(asked, inputs, services, self);
    const settings = { ...publishSettings(inputs), runUrl: runUrlOf(inputs) };
    if (inputs.dryRun)
      return tellRehearsal(await rehearsePublish(runId, services, settings, context), inputs);
    const lost =
      inputs.decision.kind === 'app' ? await closeLost(runId, services, settings) : undefined;
    if (lost !== undefined) {
      reportResult(inputs.log, { kind: 'ignored', reason: lost });
      return exitCodes.done;
    }
    const publication = await publish(runId, services, settings, context);
    if (before === 'published') await answerAgain(asked, publication, inputs, services);
    return tellPublication(publication, inputs, requests);
  } finally {
    await Promise.allSettled([app?.revoke(), signals.flush()]);
    close();
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
  asked: Exclude<PublishAsked, { readonly kind: 'nothing' }>,
  inputs: PublishInputs,
  services: PublishServices,
  self: OwnAccount,
): Promise<Pick<WantedRun, 'runId' | 'state'>> {
  if (inputs.decision.kind === 'app' && asked.kind === 'run')
    return { runId: asked.runId, state: undefined };
  const command = asked.kind === 'decision' ? asked.command : undefined;
  try {
    const wanted = await findWanted(inputs, asked, self);
    await fetchRun(inputs, wanted);
    const report = readReport(bundleFolder(inputs.stateDir, wanted.runId));
    const deciding = composeDeciding(inputs, command, readEvent(inputs), self);
    const taken = await takeForgeDecision(report, inputs.github.repository, deciding);
    if (taken.kind === 'refused') throw new Failure({ code: 'conflict', tell: taken.tell });
    return wanted;
  } catch (error) {
    if (command && error instanceof Failure) await answer(command, error.tell, services);
    throw error;
  }
}

/** Whoever approves once more is told that nothing was left to do; a job that is re-run asks nothing. */
async function answerAgain(
  asked: PublishAsked,
  { report: { publication } }: Publication,
  { github }: PublishInputs,
  services: PublishServices,
): Promise<void> {
  if (asked.kind !== 'decision' || (github.runAttempt ?? 1) > 1) return;
  const where = publication.pullRequest === null ? '' : ` as #${publication.pullRequest}`;
  const tell = `This was decided already: it is approved and published${where}. Nothing was done twice.`;
  await answer(asked.command, tell, services);
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
  reportResult(log, { kind: 'ended', runId, state, folder, timings, requests });
  const ended = state === 'published' || state === 'rejected';
  return ended ? exitCodes.done : exitCodes.endedOtherwise;
}

function tellRehearsal({ wouldPublish, lines }: Rehearsal, { log }: PublishInputs): number {
  const reason = `this is a dry run. ${lines.map(oneLine).join(' ')}`;
  reportResult(log, { kind: 'ignored', reason });
  return wouldPublish ? exitCodes.done : exitCodes.endedOtherwise;
}
