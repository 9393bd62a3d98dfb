import { Ollama } from 'ollama/browser';
import { z } from 'zod';
import type { ReviewQuestion } from '../../core/services/review-model.ts';
import type { Dialect } from './dialect.ts';
import type { VendorAnswer, VendorRequest } from './vendor.ts';

const count = z.int().nonnegative().nullish();
const Part = z.object({ message: z.object({ content: z.string() }).nullish() });
/** The last part: how it ended, tokens, and durations in nanoseconds. */
const LastPart = Part.extend({
  done: z.literal(true),
  done_reason: z.string().nullish(),
  prompt_eval_count: count,
  eval_count: count,
  total_duration: count,
  load_duration: count,
  prompt_eval_duration: count,
  eval_duration: count,
});

/** `POST /api/chat`, streamed: a slow machine must not look like a dead connection. */
export async function askOllama(
  baseUrl: string,
  { settings, question, dialect, wire }: VendorRequest,
): Promise<VendorAnswer> {
  const client = new Ollama({ host: baseUrl, fetch: wire.fetch });
  const parts = await client.chat({
    model: settings.model,
    messages: [
      { role: 'system', content: question.system },
      { role: 'user', content: question.prompt },
    ],
    stream: true,
    ...format(dialect, question),
    options: {
      num_predict: question.maxOutputTokens,
      ...(dialect.sampling ? { temperature: settings.temperature, top_p: settings.topP } : {}),
      ...(settings.numCtx === undefined ? {} : { num_ctx: settings.numCtx }),
    },
  });
  const texts: string[] = [];
  let last: unknown;
  for await (const part of parts) {
    texts.push(Part.parse(part).message?.content ?? '');
    last = part;
  }
  return read(texts.join(''), LastPart.parse(last));
}

function format({ mode }: Dialect, { schema }: ReviewQuestion) {
  if (mode === 'plain') return {};
  return { format: mode === 'json-object' ? 'json' : { ...schema } };
}

function read(text: string, last: z.infer<typeof LastPart>): VendorAnswer {
  return {
    text,
    truncated: last.done_reason === 'length',
    tokens: {
      prompt: last.prompt_eval_count ?? undefined,
      completion: last.eval_count ?? undefined,
    },
    timings: {
      totalSeconds: seconds(last.total_duration),
      loadSeconds: seconds(last.load_duration),
      promptEvalSeconds: seconds(last.prompt_eval_duration),
      generationSeconds: seconds(last.eval_duration),
    },
  };
}

function seconds(nanoseconds: number | null | undefined): number | undefined {
  return typeof nanoseconds === 'number' ? nanoseconds / 1e9 : undefined;
}
