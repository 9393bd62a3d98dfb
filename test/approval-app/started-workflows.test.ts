import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDispatcher } from '../../approval-app/server/dispatch.ts';
import { createGitHubApi } from '../../approval-app/server/github/github-api.ts';
import { createWorkflows } from '../../approval-app/server/github/workflows.ts';
import { createLedger } from '../../approval-app/server/ledger.ts';
import { createServerLedger } from '../../approval-app/server/server-ledger.ts';
import { sessionOfToken } from '../../approval-app/server/session-of-token.ts';
import { startPrompt, startRerun, startRerunFor } from '../../approval-app/server/start-run.ts';
import { readWorkflow } from '../house/workflow-files.ts';
import { type LedgerHouse, proposeClaims, startLedgerHouse } from './ledger-house.ts';
import { askForDecision, newIntake } from './run-records.ts';
import { type ScriptedGitHub, startScriptedGitHub } from './scripted-github.ts';

const Sent = z.object({ inputs: z.record(z.string(), z.string()) });
const Dispatch = z.object({
  inputs: z.record(z.string(), z.object({ required: z.boolean().default(false) })),
});

/** GitHub answers 422 to an input that a workflow does not name, and where one is missing. */
function takes(example: string, inputs: Readonly<Record<string, string>>): boolean {
  const { on } = readWorkflow(`examples/workflows/${example}`);
  const named = Dispatch.safeParse(on['workflow_dispatch']);
  if (!named.success) return false;
  const required = Object.entries(named.data.inputs).filter(([, input]) => input.required);
  return (
    Object.keys(inputs).every((name) => name in named.data.inputs) &&
    required.every(([name]) => name in inputs)
  );
}

describe('workflows that the app starts', () => {
  let house: LedgerHouse;
  let github: ScriptedGitHub;
  beforeAll(async () => {
    [house, github] = await Promise.all([startLedgerHouse(), startScriptedGitHub()]);
  });
  afterAll(async () => {
    await Promise.all([house.close(), github.close()]);
  });

  /** What of the server starts workflows. */
  const server = () => {
    const { url: apiUrl, privateKey } = github;
    const workflows = createWorkflows(createGitHubApi({ apiUrl, appId: '17', privateKey }));
    const serverLedger = createServerLedger(house.host.url, house.serverToken);
    const dispatcher = createDispatcher(workflows, serverLedger);
    return Object({ ledger: createLedger(house.host.url), serverLedger, workflows, dispatcher });
  };

  it('[SVC-05] [SUC-23] take what it sends: a task, a further attempt, a decided run', async () => {
    const { runId } = await askForDecision(house.storage(proposeClaims));
    const operator = sessionOfToken(await house.people.mintAccessToken('user_operator'), 'Rae');
    const services = server();

    await startPrompt(operator, { repositoryId: 'github:42', prompt: 'Fix it' }, services);
    await startRerun(operator, { runId, instruction: 'Smaller' }, services);
    await startRerun(operator, { runId, instruction: '' }, services);
    await services.dispatcher.publish(runId);

    const [prompt, ...rest] = github
      .dispatches()
      .map(({ body }) => Sent.parse(JSON.parse(body)).inputs);
    const publish = rest.pop() ?? {};
    expect([prompt, ...rest].map((inputs) => takes('full.yml', inputs ?? {}))).toEqual([
      true,
      true,
      true,
    ]);
    expect(takes('publish.yml', publish)).toBe(true);
    expect(takes('publish.yml', { ...publish, more: '' })).toBe(false);
  });

  it('[SUC-23] tell a further attempt its task, where no issue holds it', async () => {
    const { issue: _issue, ...externalRef } = newIntake().externalRef;
    const prompted = { ...newIntake(), source: 'workflow_dispatch' as const, externalRef };
    const propose = house.storage(proposeClaims);
    const [written, onIssue] = [
      await askForDecision(propose, { intake: prompted }),
      await askForDecision(propose),
    ];
    const operator = sessionOfToken(await house.people.mintAccessToken('user_operator'), 'Rae');
    const services = server();
    github.asked.length = 0;

    for (const { runId } of [written, onIssue]) {
      await startRerun(operator, { runId, instruction: 'Smaller' }, services);
      // Somebody asked for it at the check, by the account of the operator.
      await startRerunFor('github:501', runId, services);
    }

    const inputs = github.dispatches().map(({ body }) => Sent.parse(JSON.parse(body)).inputs);
    expect(inputs).toEqual([
      { prompt: prompted.prompt, 'rerun-of': written.runId, instruction: 'Smaller' },
      { prompt: prompted.prompt, 'rerun-of': written.runId },
      { 'rerun-of': onIssue.runId, instruction: 'Smaller' },
      { 'rerun-of': onIssue.runId },
    ]);
    expect(inputs.every((each) => takes('full.yml', each))).toBe(true);
  });

  it('[E4] ends a job of which the ledger did not take down for whom it is, so that they can not approve it', async () => {
    const operator = sessionOfToken(await house.people.mintAccessToken('user_operator'), 'Rae');
    const asked = { repositoryId: 'github:42', prompt: 'Fix it' };
    const services = server();
    const forgetful = (failures: number) => {
      let asks = 0;
      const recordStart = async (workflowRunId: string, actorId: string) => {
        asks += 1;
        if (asks <= failures) throw new Error('the ledger does not answer');
        return await services.serverLedger.recordStart(workflowRunId, actorId);
      };
      return { ...services, serverLedger: { ...services.serverLedger, recordStart } };
    };
    const cancelled = () => github.asked.filter(({ path }) => path.endsWith('/cancel'));

    expect(await startPrompt(operator, asked, forgetful(2))).toMatchObject({ status: 'started' });
    expect(cancelled()).toEqual([]);

    expect(await startPrompt(operator, asked, forgetful(99))).toEqual({
      status: 'failed',
      because: 'the ledger did not take down who asked, so the job was cancelled; ask again',
    });
    expect(cancelled().map(({ method }) => method)).toEqual(['POST']);
  });
});
