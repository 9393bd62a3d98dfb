import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Upstream } from '../../plugins/model-route/providers.ts';
import type { Exchange, ModelBackend } from './exchange.ts';
import { answerError } from './http-answers.ts';
import { createUsageScanner } from './usage-scanner.ts';

/** A model may think for minutes; beyond this nobody waits for it. */
const answerTimeoutMs = 10 * 60_000;

/** The only request headers that a sandbox may pass on, beside the body. */
const passedOn = ['anthropic-version', 'anthropic-beta'];
const passedBack = ['content-type', 'retry-after', 'request-id', 'x-request-id'];

/** Streams requests through to the real provider, with the key that no sandbox ever sees. */
export function createUpstream(upstream: Upstream): ModelBackend {
  return {
    api: upstream.api,
    async answer(exchange) {
      const signal = AbortSignal.any([exchange.signal, AbortSignal.timeout(answerTimeoutMs)]);
      const answer = await ask(upstream, exchange, signal);
      if (!answer)
        return answerError(exchange.response, 502, 'upstream_unreachable', unreachable(upstream));
      await streamBack(upstream, exchange, answer, signal);
    },
  };
}

async function ask(
  upstream: Upstream,
  { headers, body }: Exchange,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const passed = passedOn.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  try {
    return await fetch(addressOf(upstream), {
      method: 'POST',
      headers: {
        ...Object.fromEntries(passed),
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

async function streamBack(
  { api }: Upstream,
  { response, meter }: Exchange,
  answer: Response,
  signal: AbortSignal,
): Promise<void> {
  const headers = passedBack.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  response.writeHead(answer.status, Object.fromEntries(headers));
  const scanner = createUsageScanner(api);
  const metered = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      scanner.push(chunk);
      yield chunk;
    }
  };
  try {
    const body = answer.body ? Readable.fromWeb(answer.body) : Readable.from([]);
    await pipeline(Readable.from(metered(body)), response, { signal });
  } finally {
    // Also for an answer that was cut: what was reported is owed.
    const tokens = scanner.end();
    if (tokens) meter(tokens);
  }
}

function addressOf({ api, baseUrl }: Upstream): string {
  const path = api === 'anthropic-messages' ? '/v1/messages' : '/chat/completions';
  return `${baseUrl.replace(/\/+$/, '')}${path}`;
}

function unreachable({ provider, baseUrl }: Upstream): string {
  return `the model provider ${provider} at ${new URL(baseUrl).host} did not answer`;
}
