import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ModelBackend } from './exchange.ts';
import type { Admission, Grants } from './grants.ts';
import { answerError, bearerOf, readBody } from './http-answers.ts';

/** A model request as it was answered. */
export interface ServedRequest {
  readonly at: number;
  readonly runId: string | null;
  /** Which admitted request of its grant it is, from 0; null for a refused one. */
  readonly number: number | null;
  readonly model: string;
  readonly status: number;
}

export interface ModelEndpoint {
  readonly path: string;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Long conversations with images are large, but not this large. */
const bodyLimit = 32 * 1024 * 1024;

const ModelBody = z.looseObject({ model: z.string(), stream: z.boolean().optional() });
type ModelBody = z.infer<typeof ModelBody>;

/** The sandbox's door: one chat path, for who holds a grant. */
export function createModelEndpoint(
  backend: ModelBackend,
  grants: Grants,
  now: () => number,
  record: (request: ServedRequest) => void,
): ModelEndpoint {
  return {
    path: backend.api === 'anthropic-messages' ? '/v1/messages' : '/v1/chat/completions',
    async answer(request, response) {
      const body = ModelBody.safeParse(await readBody(request, bodyLimit)).data;
      if (!body)
        return answerError(response, 400, 'invalid_request', 'the body is not a model request');
      const verdict = grants.admit(tokenOf(request), body.model);
      const admission = 'admission' in verdict ? verdict.admission : undefined;
      try {
        if (admission) await pass(backend, admission, body, request, response);
        else if ('denied' in verdict) {
          const { status, code, message } = verdict.denied;
          answerError(response, status, code, message);
        }
      } finally {
        admission?.done();
        record({
          at: now(),
          runId: admission?.runId ?? null,
          number: admission?.number ?? null,
          model: body.model,
          status: response.statusCode,
        });
      }
    },
  };
}

async function pass(
  backend: ModelBackend,
  { number, charge }: Admission,
  body: ModelBody,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    await backend.answer({
      number,
      model: body.model,
      streaming: body.stream === true,
      headers: request.headers,
      body,
      response,
      signal: gone.signal,
      meter: charge,
    });
  } catch (failure) {
    // A client that hung up is no failure of ours; whoever still listens sees a broken answer.
    if (!gone.signal.aborted) throw failure;
  }
}

/** Clients of OpenAI's API send a bearer token, clients of Anthropic's a header of their own. */
function tokenOf({ headers }: IncomingMessage): string | undefined {
  const apiKey = headers['x-api-key'];
  return bearerOf(headers) ?? (typeof apiKey === 'string' ? apiKey : undefined);
}
