import { Failure } from '../../domain/failure.ts';
import type { Context } from '../context.ts';
import type { ReviewModel } from '../services/review-model.ts';
import {
  type AnswerReading,
  answerSchema,
  type ModelAnswer,
  readAnswer,
} from './answer/model-answer.ts';
import { reminder, systemPrompt } from './prompt/compose-prompt.ts';
import type { StructuredCall } from './provider-review.ts';
import { callOf, type LedgerCall } from './usage/usage-ledger.ts';

/** Room for some dozens of findings. */
const maxOutputTokens = 8_192;

/** What asking left behind, in order; grows with each question. */
export interface Asked {
  readonly answers: ModelAnswer[];
  readonly calls: LedgerCall[];
  readonly structured: StructuredCall[];
  retries: number;
  fallbacks: number;
}

export interface Asking {
  readonly model: ReviewModel;
  readonly timeoutSeconds: number;
  readonly context: Pick<Context, 'now' | 'signal'>;
}

export function nothingAsked(): Asked {
  return { answers: [], calls: [], structured: [], retries: 0, fallbacks: 0 };
}

/**
 * Asks about one part of the change. An answer that is not as asked for is asked for once
 * more; the second one counts as no answer at all. Throws the provider's `Failure`.
 */
export async function askAbout(prompt: string, asking: Asking, asked: Asked): Promise<void> {
  const first = await askOnce(prompt, 'review', asking, asked);
  if (first.kind === 'valid') {
    asked.answers.push(first.answer);
    return;
  }
  const second = await askOnce(prompt + reminder(first.code), 'review-retry', asking, asked);
  if (second.kind === 'valid') asked.answers.push(second.answer);
  else asked.fallbacks += 1;
}

/** One question and its answer, entered into the ledger. Throws the provider's `Failure`. */
export async function askOnce(
  prompt: string,
  phase: string,
  asking: Asking,
  asked: Asked,
): Promise<AnswerReading> {
  const { model, timeoutSeconds, context } = asking;
  const started = context.now();
  try {
    const reply = await model.ask({
      system: systemPrompt,
      prompt,
      schema: answerSchema,
      schemaName: 'review',
      phase,
      maxOutputTokens,
      timeoutMs: timeoutSeconds * 1_000,
      signal: context.signal,
    });
    asked.calls.push(callOf(phase, reply));
    asked.retries += reply.retries;
    asked.structured.push({
      requested: reply.requestedMode,
      effective: reply.effectiveMode,
      reason: reply.fallbackReason,
    });
    return readAnswer(reply.text, reply.truncated);
  } catch (error) {
    // A call that failed was one, too: it took its time and told no tokens.
    if (error instanceof Failure) {
      const measured = { wall_elapsed_seconds: (context.now() - started) / 1_000 };
      asked.calls.push({ phase, measured });
    }
    throw error;
  }
}
