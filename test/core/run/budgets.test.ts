import { describe, expect, it } from 'vitest';
import { endOf, hear, nothingHeard } from '../../../action/core/workflows/run/conversation.ts';
import { type Budgets, defaultBudgets } from '../../../action/domain/policy-bundle.ts';
import type { RuntimeEvent } from '../../../action/domain/runtime-event.ts';

const ample: Budgets = { ...defaultBudgets, wallSeconds: 60 };

/** An answer of the model that wants to go on, of 1,000 tokens and 0.10 USD, 5,000 bytes in. */
function answer(change: Partial<RuntimeEvent> = {}): RuntimeEvent {
  return {
    id: 'event-1',
    workflowRunId: 'run-0123456789abcdef',
    provider: 'pi',
    type: 'message.ended',
    occurredAt: 1,
    idempotencyKey: 'key',
    stopReason: 'toolUse',
    sourceOffset: 5_000,
    usage: {
      inputTokens: 400,
      outputTokens: 300,
      cacheReadTokens: 200,
      cacheWriteTokens: 100,
      costUsd: 0.1,
    },
    ...change,
  };
}

describe('each budget ends the conversation with its own reason', () => {
  it.each([
    ['turns', { modelRequests: 1 }, 'The agent used up its budget of 1 model requests.'],
    ['tokens', { tokens: 999 }, 'The agent used up its budget of 999 tokens.'],
    ['cost', { costUsd: 0.09 }, 'The agent used up its budget of 0.09 USD.'],
    ['output', { outputBytes: 4_999 }, 'The agent used up its budget of 4999 bytes of output.'],
  ])('%s', (_, change, because) => {
    const budgets = { ...ample, ...change };
    const event = answer();

    expect(endOf(hear(nothingHeard, event), event, budgets)).toEqual({
      outcome: 'budget-exceeded',
      because,
    });
    expect(endOf(hear(nothingHeard, event), event, ample)).toBeUndefined();
  });

  it('the last request of the budget may be the one that finishes', () => {
    const last = answer({ stopReason: 'stop' });

    expect(endOf(hear(nothingHeard, last), last, { ...ample, modelRequests: 1 })).toBeUndefined();
  });

  it('what an older bundle does not limit is not limited', () => {
    const { tokens: _, ...older } = ample;
    const event = answer({
      usage: { ...nothingHeard.spending.usage, inputTokens: 1_000_000_000 },
    });

    expect(endOf(hear(nothingHeard, event), event, older)).toBeUndefined();
  });
});
