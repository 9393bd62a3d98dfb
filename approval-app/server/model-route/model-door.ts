import { randomUUID } from 'node:crypto';
import { costOf, type Tokens } from '../../../action/domain/model-tokens.ts';
import { limited, wishOf } from './answer-limit.ts';
import { answerError, readJson, tokenOf } from './answers.ts';
import type { GrantLedger, Reservation } from './grant-ledger.ts';
import type { BackendOf, ModelBackend } from './model-backend.ts';
import { type ModelBody, readModelBody } from './model-body.ts';
import { grantId, readRunToken } from './run-token.ts';

/** A model request as it was answered. */
export interface ServedRequest {
  readonly at: number;
  readonly runId: string | null;
  /** Which admitted request of its grant it is, from 0; null for a refused one. */
  readonly number: number | null;
  readonly model: string;
  readonly status: number;
}

export interface ModelDoor {
  readonly ledger: GrantLedger;
  readonly key: Uint8Array;
  readonly audience: string;
  readonly now: () => number;
  /** What serves the models of this provider here. */
  readonly backendOf: (provider: string | undefined) => BackendOf | undefined;
  readonly record?: ((request: ServedRequest) => void) | undefined;
  /** Where a serverless host must stay awake until what streamed was paid for. */
  readonly settled?: ((work: Promise<void>) => void) | undefined;
}

/** Where each protocol's clients ask. */
export const chatPaths = {
  'anthropic-messages': '/v1/messages',
  'openai-completions': '/v1/chat/completions',
} as const satisfies Record<ModelBackend['api'], string>;

/** Long conversations with images are large, but not this large. */
const bodyLimit = 32 * 1024 * 1024;

/**
 * The sandbox's door: one chat path of the grant's provider, for who holds a run token. Who has
 * none is refused before a byte of the body is read.
 */
export async function answerModel(door: ModelDoor, path: string, request: Request) {
  const { response, ...served } = await through(door, path, request);
  const { runId = null, number = null, model = '' } = served;
  door.record?.({ at: door.now(), runId, number, model, status: response.status });
  return response;
}

interface Answered extends Partial<Pick<Reservation, 'runId' | 'number'>> {
  readonly response: Response;
  readonly model?: string;
}

async function through(door: ModelDoor, path: string, request: Request): Promise<Answered> {
  const token = tokenOf(request.headers) ?? '';
  const claims = await readRunToken(token, { ...door, now: door.now() });
  if ('wrong' in claims) return { response: notValid(claims.wrong) };
  const backend = door.backendOf(claims.provider)?.(claims.model);
  if (!backend || chatPaths[backend.api] !== path)
    return { response: answerError(404, 'not_found', 'this grant is for another path') };
  const read = readModelBody(await readJson(request, bodyLimit));
  if ('refused' in read)
    return { response: answerError(400, read.refused.code, read.refused.message) };
  const { model } = read.body;
  const asked = { id: grantId(token), body: read.body, request };
  const { response, reservation } = await pay(door, backend, asked);
  return { response, model, ...reservation };
}

interface Asked {
  readonly id: string;
  readonly body: ModelBody;
  readonly request: Request;
}

async function pay(
  door: ModelDoor,
  backend: ModelBackend,
  { id, body, request }: Asked,
): Promise<{ readonly response: Response; readonly reservation?: Reservation }> {
  const holdId = randomUUID();
  const wish = wishOf(body);
  const reserved = await door.ledger.reserve(id, { holdId, model: body.model, ...wish });
  if ('refused' in reserved) {
    const { status, code, message } = reserved.refused;
    return { response: answerError(status, code, message) };
  }
  const { number, outputTokens } = reserved;
  const { api, provider } = backend;
  const response = await backend.answer({
    grantId: id,
    number,
    outputTokens,
    inputTokens: wish.inputTokens,
    body: limited(body, { api, provider, outputTokens }),
    headers: request.headers,
    signal: request.signal,
    paid: payer(door, id, holdId, reserved),
  });
  return { response, reservation: reserved };
}

function payer(door: ModelDoor, id: string, holdId: string, { request }: Reservation) {
  return (paid: Tokens): void => {
    const work = door.ledger.settle(id, holdId, {
      tokens: paid.input + paid.output + paid.cacheRead + paid.cacheWrite,
      costUsd: request.pricing ? costOf(paid, request.pricing) : 0,
    });
    door.settled?.(work);
    // A ledger that does not answer keeps the hold: the budget is smaller then, never larger.
    work.catch(() => undefined);
  };
}

function notValid(wrong: 'expired' | 'not-ours'): Response {
  return wrong === 'expired'
    ? answerError(401, 'grant_expired', 'the grant has expired')
    : answerError(401, 'grant_unknown', 'this is not a grant of this route');
}
