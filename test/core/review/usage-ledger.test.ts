import { describe, expect, it } from 'vitest';
import { callOf, usageLedger } from '../../../action/core/review/usage/usage-ledger.ts';
import { UsageLedger } from '../../../action/domain/ai-review-usage.ts';

/** An answer of Ollama, its nanoseconds as seconds. */
const ollama = {
  tokens: { prompt: 2_000, completion: 100 },
  timings: {
    totalSeconds: 5_000_000_000 / 1e9,
    loadSeconds: 1_500_000_000 / 1e9,
    promptEvalSeconds: 1_000_000_000 / 1e9,
    generationSeconds: 2_500_000_000 / 1e9,
  },
  wallSeconds: 6,
};
const countsOnly = {
  tokens: { prompt: 300, completion: 100, total: 400 },
  timings: {},
  wallSeconds: 2,
};

describe('the usage ledger', () => {
  it('[USE-05] without a call says zero calls and zero tokens, and no rate', () => {
    expect(usageLedger([])).toEqual({
      calls: { call_count: 0, prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
      by_phase: {},
      records: [],
    });
  });

  it('[USE-07] to [USE-23] has every field and rate of one timed call', () => {
    const { records } = usageLedger([callOf('review', ollama)]);
    expect(records).toEqual([
      {
        phase: 'review',
        prompt_tokens: 2_000,
        completion_tokens: 100,
        total_tokens: 2_100,
        wall_elapsed_seconds: 6,
        provider_total_duration_seconds: 5,
        provider_load_duration_seconds: 1.5,
        provider_prompt_eval_duration_seconds: 1,
        provider_generation_duration_seconds: 2.5,
        total_tokens_per_second_wall: 350,
        prompt_tokens_per_second_provider: 2_000,
        generation_tokens_per_second_provider: 40,
        total_tokens_per_second_provider: 420,
        provider_wall_overhead_seconds: 1,
      },
    ]);
  });

  it('[USE-25] a provider with counts only has a wall rate and no other', () => {
    const { calls } = usageLedger([callOf('review', countsOnly)]);
    expect(calls).toEqual({
      call_count: 1,
      prompt_tokens: 300,
      completion_tokens: 100,
      total_tokens: 400,
      wall_elapsed_seconds: 2,
      total_tokens_per_second_wall: 200,
    });
  });

  it('[USE-01] [USE-02] [USE-03] [USE-04] phases add up to all calls, records are each call', () => {
    const ledger = usageLedger([
      callOf('review', ollama),
      callOf('review', countsOnly),
      callOf('review-retry', countsOnly),
    ]);
    expect(UsageLedger.parse(ledger)).toEqual(ledger);
    expect(ledger.records).toHaveLength(3);
    expect(Object.keys(ledger.by_phase)).toEqual(['review', 'review-retry']);
    for (const key of [
      'call_count',
      'prompt_tokens',
      'total_tokens',
      'wall_elapsed_seconds',
    ] as const)
      expect(sum(Object.values(ledger.by_phase).map((phase) => phase[key] ?? 0))).toBe(
        ledger.calls[key],
      );
  });

  it('a rate over several calls counts only those that were timed, above and below the line', () => {
    const { calls } = usageLedger([callOf('review', ollama), callOf('review', countsOnly)]);
    expect(calls.generation_tokens_per_second_provider).toBe(100 / 2.5);
    expect(calls.prompt_tokens_per_second_provider).toBe(2_000 / 1);
    expect(calls.total_tokens_per_second_provider).toBe(2_100 / 5);
    expect(calls.total_tokens_per_second_wall).toBe(2_500 / 8);
    expect(calls.provider_wall_overhead_seconds).toBe(6 - 5);
  });

  it('[USE-24] a time of zero or none gives no rate, never infinity', () => {
    const still = { ...ollama, wallSeconds: 0, timings: { totalSeconds: 0, generationSeconds: 0 } };
    const { calls } = usageLedger([callOf('review', still)]);
    expect(Object.keys(calls).filter((key) => key.includes('per_second'))).toEqual([]);
    expect(Object.values(calls).every((value) => Number.isFinite(value))).toBe(true);
  });

  it('[USE-09] a total is not made of half of it', () => {
    const { calls } = usageLedger([callOf('review', { ...countsOnly, tokens: { prompt: 3 } })]);
    expect(calls).not.toHaveProperty('total_tokens');
    expect(calls).not.toHaveProperty('completion_tokens');
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
