import type { Tokens } from '../../../action/domain/model-tokens.ts';
import type { Upstream } from '../../../action/domain/model-upstream.ts';
import { bytesPerToken } from './answer-limit.ts';
import { answerError } from './answers.ts';
import type { Exchange, ModelBackend } from './model-backend.ts';
import { streamOf } from './stream-of.ts';
import { createUsageScanner, type UsageScanner } from './usage-scanner.ts';

/** A model may think for minutes; beyond this nobody waits for it. */
const answerTimeoutMs = 10 * 60_000;

/** Every delta is a token or more, and a few events are none. */
const spareEvents = 256;

/** The only request headers that a sandbox may pass on, beside the body. */
const passedOn = ['anthropic-version', 'anthropic-beta'];
const passedBack = ['content-type', 'retry-after', 'request-id', 'x-request-id'];

/** Streams requests through to the real provider, with the key that no sandbox ever sees. */
export function createUpstream(upstream: Upstream): ModelBackend {
  const { provider, api } = upstream;
  return {
    provider,
    api,
    async answer(exchange) {
      const timeout = AbortSignal.timeout(answerTimeoutMs);
      const answer = await ask(upstream, exchange, AbortSignal.any([exchange.signal, timeout]));
      if (answer) return passBack(upstream, exchange, answer);
      // Who hangs up early has made the provider read all the same.
      exchange.paid(exchange.signal.aborted ? nothing(exchange.inputTokens) : nothing(0));
      return answerError(502, 'upstream_unreachable', unreachable(upstream));
    },
  };
}

async function ask(
  upstream: Upstream,
  { headers, body }: Exchange,
  signal: AbortSignal,
): Promise<Response | undefined> {
  try {
    return await fetch(addressOf(upstream), {
      method: 'POST',
      headers: {
        ...picked(passedOn, headers),
        'content-type': 'application/json',
        ...upstream.headers,
      },
      // Written anew from what was checked: a doubled key cannot mean another model there.
      body: JSON.stringify(body),
      // A redirect would carry the key to somewhere that nobody configured.
      redirect: 'error',
      signal,
    });
  } catch {
    return undefined;
  }
}

/** Bytes as they come; what they cost is read on the way, and too many of them end the answer. */
function passBack({ api }: Upstream, exchange: Exchange, answer: Response): Response {
  const headers = picked(passedBack, answer.headers);
  const { status } = answer;
  const scanner = createUsageScanner(api);
  let whole = false;
  const pay = once(() => exchange.paid(owed(exchange, scanner, answer.ok, whole)));
  if (!answer.body) {
    pay();
    return new Response(null, { status, headers });
  }
  const mostEvents = exchange.outputTokens + spareEvents;
  const metered = async function* (source: AsyncIterable<Uint8Array>) {
    try {
      for await (const chunk of source) {
        scanner.push(chunk);
        if (scanner.events() > mostEvents) throw new Error('longer than the budget pays for');
        yield chunk;
      }
      whole = true;
    } finally {
      pay();
    }
  };
  return new Response(streamOf(metered(answer.body)), { status, headers });
}

/**
 * What an answer costs. One that was cut, by whoever, is owed as far as it came; one that is
 * not billed by the provider is owed by what was seen of it: hanging up early is not free.
 */
function owed(
  { inputTokens }: Exchange,
  scanner: UsageScanner,
  isAnswer: boolean,
  whole: boolean,
): Tokens {
  const seen = scanner.events() || Math.ceil(scanner.bytes() / bytesPerToken);
  const told = scanner.end();
  if (!told) return isAnswer ? { ...nothing(inputTokens), output: seen } : nothing(0);
  return whole ? told : { ...told, output: Math.max(told.output, seen) };
}

function nothing(input: number): Tokens {
  return { input, output: 0, cacheRead: 0, cacheWrite: 0 };
}

function picked(names: readonly string[], headers: Headers): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

function addressOf({ api, baseUrl }: Upstream): string {
  const path = api === 'anthropic-messages' ? '/v1/messages' : '/chat/completions';
  return `${baseUrl.replace(/\/+$/, '')}${path}`;
}

function unreachable({ provider, baseUrl }: Upstream): string {
  return `the model provider ${provider} at ${new URL(baseUrl).host} did not answer`;
}
