import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { answerChunks, usageOf, wholeAnswer } from './answer-stream.ts';
import type { AnswerStep, Cassette, CassetteStep, RawStep, StatusStep } from './cassette.ts';
import type { Exchange, ModelBackend } from './exchange.ts';
import { answerError } from './http-answers.ts';
import { openAiTokens } from './tokens.ts';

/** Between raw pieces, so that they arrive as separate reads. */
const rawPauseMs = 20;

/** Plays a cassette from its start for every grant; one step answers one model request. */
export function createCassettePlayer(cassette: Cassette): ModelBackend {
  return {
    api: 'openai-completions',
    async answer(exchange) {
      const step = stepFor(cassette, exchange.number);
      if (step) return play(step, exchange);
      return answerError(exchange.response, 400, 'cassette_ended', endedText(cassette, exchange));
    },
  };
}

function stepFor(cassette: Cassette, number: number): CassetteStep | undefined {
  return (
    cassette.steps[number] ?? (cassette.repeatLast === true ? cassette.steps.at(-1) : undefined)
  );
}

function endedText({ steps }: Cassette, { number }: Exchange): string {
  return `the cassette has ${steps.length} steps and this is request ${number + 1}; add a step or set "repeatLast": true`;
}

async function play(step: CassetteStep, exchange: Exchange): Promise<void> {
  if ('status' in step) return playStatus(step, exchange.response);
  if ('raw' in step) return playRaw(step, exchange);
  return playAnswer(step, exchange);
}

async function playAnswer(step: AnswerStep, exchange: Exchange): Promise<void> {
  const { response, signal, model, number } = exchange;
  await delay(step.delayMs ?? 0, undefined, { signal });
  const identity = { id: `cassette-${number}`, model };
  const tokens = openAiTokens(usageOf(step));
  if (tokens) exchange.meter(tokens);
  if (!exchange.streaming) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(wholeAnswer(step, identity)));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  await pipeline(Readable.from(answerChunks(step, identity)), response, { signal });
}

function playStatus({ status, body, headers }: StatusStep, response: ServerResponse): void {
  const scripted = { error: { message: `scripted ${status}`, type: 'server_error' } };
  const content = typeof body === 'string' ? body : JSON.stringify(body ?? scripted);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(content);
}

async function playRaw({ raw, destroy }: RawStep, { response, signal }: Exchange): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  for (const piece of raw) {
    response.write(piece);
    await delay(rawPauseMs, undefined, { signal });
  }
  if (destroy === true) response.destroy();
  else response.end();
}
