import { z } from 'zod';
import { anthropicTokens, openAiTokens, type Tokens } from '../../../action/domain/model-tokens.ts';

/** Reads the token counts out of a provider's answer while it streams by. */
export interface UsageScanner {
  push(chunk: Uint8Array): void;
  /** Events of a stream so far: each holds a token or more of the answer. */
  events(): number;
  bytes(): number;
  /** The latest counts, once the answer is over. */
  end(): Tokens | undefined;
}

/** A line, or a whole JSON answer, beyond this is not looked at. */
const limitCharacters = 4 * 1024 * 1024;

const Answer = z.object({
  usage: z.unknown(),
  message: z.object({ usage: z.unknown() }).optional().catch(undefined),
});

/** Works on event streams (`data: {...}` lines) and on plain JSON answers alike. */
export function createUsageScanner(api: 'openai-completions' | 'anthropic-messages'): UsageScanner {
  const decoder = new TextDecoder();
  let tokens: Tokens | undefined;
  let pending = '';
  let events = 0;
  let bytes = 0;

  function scan(text: string): void {
    if (text.startsWith('data:')) events += 1;
    // Most lines are deltas: parse only those that can hold what we look for.
    if (!text.includes('"usage"')) return;
    const answer = Answer.safeParse(parsed(text.replace(/^data:\s*/, ''))).data;
    const usage = answer?.usage ?? answer?.message?.usage;
    if (!usage) return;
    tokens = api === 'anthropic-messages' ? anthropicTokens(usage, tokens) : openAiTokens(usage);
  }

  function take(text: string): void {
    const lines = (pending + text).split('\n');
    const rest = lines.pop() ?? '';
    pending = rest.length > limitCharacters ? '' : rest;
    lines.forEach(scan);
  }

  return {
    push(chunk) {
      bytes += chunk.byteLength;
      take(decoder.decode(chunk, { stream: true }));
    },
    events: () => events,
    bytes: () => bytes,
    end() {
      take(decoder.decode());
      scan(pending);
      return tokens;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
