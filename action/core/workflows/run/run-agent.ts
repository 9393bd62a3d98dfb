import { digestOf } from '../../../domain/digest.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Budgets } from '../../../domain/policy-bundle.ts';
import type { ModelUsage } from '../../../domain/runtime-event.ts';
import type { AgentReport, Evidence, Parts, StageOutcome, Stop } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import { redact } from '../../policy/redact.ts';
import { redactText } from '../../report/redact-report.ts';
import type { ModelGatewayService, ModelGrant } from '../../services/model-gateway-service.ts';
import type { RawTrace, RuntimeHandle, RuntimeService } from '../../services/runtime-service.ts';
import type { ProposeStorage } from '../../services/storage-service.ts';
import { type End, endOf, type Heard, hear, nothingHeard } from './conversation.ts';
import { type EventLedger, openEventLedger } from './event-ledger.ts';
import { instructions } from './instructions.ts';
import type { PeopleLine } from './people-line.ts';
import { openStopButton, type StopButton } from './stop-button.ts';
import { untilAborted } from './until-aborted.ts';

export interface RunServices {
  readonly runtime: RuntimeService;
  readonly models: ModelGatewayService;
  readonly storage: Pick<ProposeStorage, 'appendRuntimeEvents'>;
}

type Known = Pick<Parts, 'request' | 'sandbox'> & {
  readonly base: Pick<Parts['base'], 'plan' | 'policy' | 'config'>;
};

/** Hears what the agent used up so far, after every answer of the model. */
export type OnSpent = (usage: ModelUsage) => void;

interface Conversation {
  readonly runtime: RuntimeService;
  readonly handle: RuntimeHandle;
  readonly ledger: EventLedger;
  readonly stop: StopButton;
  readonly line: Surroundings['line'];
  readonly onSpent: OnSpent;
  readonly budgets: Budgets;
}

/** The run as it is seen and reached from outside while the agent works. */
export interface Surroundings {
  readonly line: Pick<PeopleLine, 'connect'>;
  readonly onSpent?: OnSpent | undefined;
  /** In place of the policy's, where several agents share those. */
  readonly budgets?: Budgets | undefined;
}

/**
 * Lets the agent work until it settles or a budget is used up. Whatever happens, the grant is
 * revoked, the agent is stopped and what it printed is kept.
 */
export async function runAgent(
  known: Known,
  services: RunServices,
  { signal, secrets }: Pick<Context, 'signal' | 'secrets'>,
  { line, onSpent = () => undefined, budgets = known.base.policy.budgets }: Surroundings,
): Promise<StageOutcome<Pick<Parts, 'agent'>>> {
  const runId = known.request.run.id;
  const grant = await services.models.grant(runId, budgets);
  // The agent knows its grant, and nothing that it prints may carry it further.
  const hidden = [...secrets, ...(grant.token === '' ? [] : [grant.token])];
  try {
    const handle = await services.runtime.startSession({
      ...{ runId, sandbox: known.sandbox, grant },
      policySha256: digestOf(known.base.policy),
      readsContextFiles: known.base.config.agent?.trustRepositoryConfig === true,
    });
    const ledger = openEventLedger(runId, services.storage, hidden);
    const stop = openStopButton(services.runtime, handle);
    const { runtime } = services;
    const conversation = { runtime, handle, ledger, stop, line, onSpent, budgets };
    const { heard, end } = await converse(known, conversation, signal);
    const trace = await services.runtime.stopSession(handle);
    await ledger.close();
    const report = reportOf(heard, end, grant, services.models.describe(), hidden);
    const { policySha256, approvals } = handle.session;
    const agent = { ...report, session: { policySha256, approvals } };
    return judge(agent, end, evidenceOf(trace, hidden));
  } finally {
    await services.models.revoke(grant);
  }
}

async function converse(
  { request, base }: Known,
  conversation: Conversation,
  signal: AbortSignal,
): Promise<{ heard: Heard; end: End }> {
  const { runtime, handle, stop, line, budgets } = conversation;
  const checks = base.plan.requirements.map((requirement) => requirement.command);
  const { prompt, externalRef } = request.intake;
  const message = instructions(
    {
      task: prompt,
      again: externalRef.rerun?.instruction,
      standing: base.config.agent?.instructions,
    },
    checks,
  );
  const deadline = AbortSignal.timeout(budgets.wallSeconds * 1_000);
  const heard = { last: nothingHeard };
  let disconnect = () => {};
  try {
    await runtime.sendInstruction(handle, { kind: 'prompt', message });
    disconnect = line.connect(stop);
    const halt = AbortSignal.any([signal, deadline, stop.signal]);
    const end = await listen(conversation, halt, heard);
    return { heard: heard.last, end: stop.by === undefined ? end : stoppedBy(stop.by) };
  } catch (error) {
    const interrupted = interruption(error, signal, deadline, stop, budgets.wallSeconds);
    return { heard: heard.last, end: interrupted };
  } finally {
    disconnect();
  }
}

/** Hears the agent out. What was heard stays in `heard`, also where listening is cut short. */
async function listen(
  { runtime, handle, ledger, onSpent, budgets }: Conversation,
  halt: AbortSignal,
  heard: { last: Heard },
): Promise<End> {
  for await (const event of untilAborted(runtime.streamEvents(handle), halt)) {
    ledger.add(event);
    heard.last = hear(heard.last, event);
    if (event.usage) onSpent(heard.last.spending.usage);
    const end = endOf(heard.last, event, budgets);
    if (end) return end;
  }
  return { outcome: 'lost', because: 'The agent stopped talking before it was done.' };
}

function interruption(
  error: unknown,
  signal: AbortSignal,
  deadline: AbortSignal,
  stop: StopButton,
  seconds: number,
): End {
  if (signal.aborted) return { outcome: 'cancelled', because: 'The job was cancelled.' };
  if (stop.by !== undefined) return stoppedBy(stop.by);
  if (deadline.aborted) {
    return {
      outcome: 'budget-exceeded',
      because: `The agent used up its budget of ${seconds} seconds.`,
    };
  }
  if (!(error instanceof Failure)) throw error;
  // More output than may be kept is a budget too, only noticed further out.
  return { outcome: error.code === 'too-large' ? 'budget-exceeded' : 'lost', because: error.tell };
}

function stoppedBy(actorId: string): End {
  return { outcome: 'aborted', because: `The agent was stopped by ${actorId}.` };
}

function reportOf(
  { spending, finalMessage }: Heard,
  { outcome }: End,
  grant: ModelGrant,
  { provider, model }: { provider: string; model: string },
  secrets: readonly string[],
): AgentReport {
  const { modelRequests, usage } = spending;
  return {
    outcome,
    finalMessage: finalMessage === undefined ? undefined : redactText(finalMessage, secrets),
    modelRequests,
    usage,
    credential: grant.exposure,
    provider,
    model,
  };
}

function judge(
  agent: AgentReport,
  { outcome, because }: End,
  evidence: readonly Evidence[],
): StageOutcome<Pick<Parts, 'agent'>> {
  if (outcome === 'settled') {
    return {
      add: { agent },
      evidence,
      detail: `settled after ${agent.modelRequests} model requests`,
    };
  }
  const stop: Stop = {
    // Whoever stops a run, or its agent, wanted it to end.
    state: outcome === 'cancelled' || outcome === 'aborted' ? 'cancelled' : 'failed',
    category: outcome,
    reason: because ?? 'The agent did not finish.',
  };
  return { stop, add: { agent }, evidence };
}

function evidenceOf(
  { stdout, stderr, truncated }: RawTrace,
  secrets: readonly string[],
): readonly Evidence[] {
  const pieces: readonly Evidence[] = [
    {
      kind: 'raw-trace',
      producer: 'agent',
      contentType: 'application/jsonl',
      content: redact(stdout, secrets),
      truncated,
    },
    {
      kind: 'stderr',
      producer: 'agent',
      contentType: 'text/plain',
      content: redact(stderr, secrets),
      truncated,
    },
  ];
  return pieces.filter(({ content }) => content.length > 0);
}
