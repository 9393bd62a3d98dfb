import type { Budgets } from '../../../domain/policy-bundle.ts';
import {
  addUsage,
  type ModelUsage,
  noUsage,
  type RuntimeEvent,
} from '../../../domain/runtime-event.ts';

/** What an agent used up so far. */
export interface Spending {
  readonly modelRequests: number;
  readonly usage: ModelUsage;
  readonly outputBytes: number;
}

export const nothingSpent: Spending = {
  modelRequests: 0,
  usage: noUsage,
  outputBytes: 0,
};

export function spend(before: Spending, event: RuntimeEvent): Spending {
  const outputBytes = Math.max(before.outputBytes, event.sourceOffset ?? 0);
  if (!event.usage) return { ...before, outputBytes };
  return {
    modelRequests: before.modelRequests + 1,
    outputBytes,
    usage: addUsage(before.usage, event.usage),
  };
}

/**
 * The first budget that is used up, as a sentence; undefined while all hold. The last request
 * of the budget may still be the one that finishes the work: only wanting more exceeds it.
 */
export function overspent(
  spending: Spending,
  budgets: Budgets,
  wantsMore: boolean,
): string | undefined {
  if (wantsMore && spending.modelRequests >= budgets.modelRequests) {
    return `The agent used up its budget of ${budgets.modelRequests} model requests.`;
  }
  if (budgets.tokens !== undefined && tokensOf(spending.usage) > budgets.tokens) {
    return `The agent used up its budget of ${budgets.tokens} tokens.`;
  }
  if (spending.usage.costUsd > budgets.costUsd) {
    return `The agent used up its budget of ${budgets.costUsd} USD.`;
  }
  if (spending.outputBytes > budgets.outputBytes) {
    return `The agent used up its budget of ${budgets.outputBytes} bytes of output.`;
  }
  return undefined;
}

/** All tokens that were read, written or cached. */
export function tokensOf(usage: ModelUsage): number {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage;
  return inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens;
}
