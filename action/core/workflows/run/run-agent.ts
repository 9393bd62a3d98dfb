import { Failure } from '../../../domain/failure.ts';
import type { Budgets } from '../../../domain/policy-bundle.ts';
import type { RuntimeEvent } from '../../../domain/runtime-event.ts';
import type { AgentReport, Evidence, Parts, StageOutcome, Stop } from '../../attempt.ts';
import type { ModelGatewayService, ModelGrant } from '../../services/model-gateway-service.ts';
import type { RawTrace, RuntimeHandle, RuntimeService } from '../../services/runtime-service.ts';
import type { ProposeStorage } from '../../services/storage-service.ts';
import { type EventLedger, openEventLedger } from './event-ledger.ts';
import { instructions } from './instructions.ts';
import { nothingSpent, overspent, type Spending, spend } from './spending.ts';

export interface RunServices {
  readonly runtime: RuntimeService;
  readonly models: ModelGatewayService;
  readonly storage: Pick<ProposeStorage, 'appendRuntimeEvents'>;
}

/** How the conversation ended, before it is judged. */
interface Ending {
  readonly outcome: AgentReport['outcome'];
  readonly because?: string;
  readonly spending: Spending;
  readonly finalMessage: string | undefined;
}

/**
 * Lets the agent work until it settles or a budget is used up. The agent's own words and exit
 * codes decide nothing: success is settled, not aborted, and a model that stopped by itself.
 */
export async function runAgent(
  { request, base, sandbox }: Pick<Parts, 'request' | 'base' | 'sandbox'>,
  services: RunServices,
  signal: AbortSignal,
): Promise<StageOutcome<Pick<Parts, 'agent'>>> {
  const runId = request.run.id;
  const { budgets } = base.policy;
  const grant = await services.models.grant(runId, budgets);
  try {
    const handle = await services.runtime.startSession({ runId, sandbox, grant });
    const ledger = openEventLedger(runId, services.storage);
    const checks = base.plan.requirements.map((requirement) => requirement.command);
    const task = instructions(request.intake.prompt, checks);
    const ending = await converse(services.runtime, handle, task, budgets, ledger, signal);
    const trace = await services.runtime.stopSession(handle);
    await ledger.close();
    return judge(ending, grant, services.models.describe(), evidenceOf(trace));
  } finally {
    await services.models.revoke(grant);
  }
}

async function converse(
  runtime: RuntimeService,
  handle: RuntimeHandle,
  task: string,
  budgets: Budgets,
  ledger: EventLedger,
  signal: AbortSignal,
): Promise<Ending> {
  let spending = nothingSpent;
  let finalMessage: string | undefined;
  let stopReason: string | undefined;
  const end = (outcome: Ending['outcome'], because?: string): Ending =>
    because ? { outcome, because, spending, finalMessage } : { outcome, spending, finalMessage };
  const deadline = AbortSignal.timeout(budgets.wallSeconds * 1_000);
  const halt = AbortSignal.any([signal, deadline]);
  try {
    await runtime.sendInstruction(handle, { kind: 'prompt', message: task });
    for await (const event of untilAborted(runtime.streamEvents(handle), halt)) {
      ledger.add(event);
      spending = spend(spending, event);
      if (event.type === 'message.ended' && event.stopReason) {
        stopReason = event.stopReason;
        finalMessage = event.summary ?? finalMessage;
      }
      const used = overspent(spending, budgets, stopReason !== 'stop');
      if (used) return end('budget-exceeded', used);
      if (event.type === 'agent.settled') {
        if (event.aborted) return end('aborted', 'The agent was aborted.');
        if (stopReason === 'stop') return end('settled');
        return end('model-failed', modelFailure(stopReason));
      }
    }
    return end('lost', 'The agent stopped talking before it was done.');
  } catch (error) {
    if (signal.aborted) return end('cancelled', 'The job was cancelled.');
    if (deadline.aborted) {
      return end(
        'budget-exceeded',
        `The agent used up its budget of ${budgets.wallSeconds} seconds.`,
      );
    }
    if (error instanceof Failure) return end('lost', error.tell);
    throw error;
  }
}

function modelFailure(stopReason: string | undefined): string {
  return stopReason === 'length'
    ? 'The model ran out of output tokens before it was done.'
    : 'The model did not answer properly; the agent gave up after its retries. Check provider, model and key, then run again.';
}

/** Ends an async iteration the moment the signal fires, also while it waits for the next item. */
async function* untilAborted<Item>(
  items: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncIterable<Item> {
  const iterator = items[Symbol.asyncIterator]();
  const aborted = new Promise<never>((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
  aborted.catch(() => undefined);
  while (true) {
    const next = await Promise.race([iterator.next(), aborted]);
    if (next.done) return;
    yield next.value;
  }
}

function judge(
  ending: Ending,
  grant: ModelGrant,
  gateway: { provider: string; model: string },
  evidence: readonly Evidence[],
): StageOutcome<Pick<Parts, 'agent'>> {
  const agent: AgentReport = {
    outcome: ending.outcome,
    finalMessage: ending.finalMessage,
    modelRequests: ending.spending.modelRequests,
    usage: ending.spending.usage,
    credential: grant.exposure,
    provider: gateway.provider,
    model: gateway.model,
  };
  if (ending.outcome === 'settled') {
    return {
      add: { agent },
      evidence,
      detail: `settled after ${agent.modelRequests} model requests`,
    };
  }
  const stop: Stop = {
    state: ending.outcome === 'cancelled' ? 'cancelled' : 'failed',
    category: ending.outcome,
    reason: ending.because ?? 'The agent did not finish.',
  };
  return { stop, add: { agent }, evidence };
}

function evidenceOf(trace: RawTrace): readonly Evidence[] {
  const piece = (
    kind: 'raw-trace' | 'stderr',
    contentType: string,
    content: Uint8Array,
  ): readonly Evidence[] =>
    content.length === 0
      ? []
      : [{ kind, producer: 'agent', contentType, content, truncated: trace.truncated }];
  return [
    ...piece('raw-trace', 'application/jsonl', trace.stdout),
    ...piece('stderr', 'text/plain', trace.stderr),
  ];
}
