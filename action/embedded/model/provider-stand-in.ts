import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { listen, shut } from '../listen.ts';
import { anthropicWire } from './anthropic-wire.ts';
import { ollamaWire } from './ollama-wire.ts';
import { openAiWire } from './openai-wire.ts';
import type {
  ProviderFeatures,
  ProviderRequest,
  ProviderStep,
  ProviderWire,
} from './provider-script.ts';

export interface ProviderStandInOptions {
  readonly api: 'openai' | 'anthropic' | 'ollama';
  /** In front of the vendor's own path: `/v1`, or a gateway's. */
  readonly prefix?: string;
  readonly features?: Partial<ProviderFeatures>;
  /** One for each request that is taken; the last one answers all further ones. */
  readonly steps: readonly ProviderStep[];
}

export interface ProviderStandIn {
  /** With the prefix, without a slash at its end. */
  readonly baseUrl: string;
  readonly port: number;
  /** Every request, refused ones too, in the order in which they came. */
  requests(): readonly ProviderRequest[];
  close(): Promise<void>;
}

const wires: Record<ProviderStandInOptions['api'], ProviderWire> = {
  openai: openAiWire,
  anthropic: anthropicWire,
  ollama: ollamaWire,
};

const everything: ProviderFeatures = { jsonSchema: true, jsonObject: true, reasoning: false };
const Body = z.looseObject({ model: z.string() });

/** A model provider on loopback that speaks its vendor's wire and says what it is told to. */
export async function startProvider(options: ProviderStandInOptions): Promise<ProviderStandIn> {
  const wire = wires[options.api];
  const features = { ...everything, ...options.features };
  const prefix = options.prefix ?? '';
  const requests: ProviderRequest[] = [];
  let taken = 0;

  const server = createServer(async (request, response) => {
    const body = Body.safeParse(jsonIn(await text(request))).data;
    const path = request.url ?? '/';
    requests.push({ path, headers: plain(request.headers), body: body ?? {} });
    if (request.method !== 'POST' || path !== `${prefix}${wire.path}` || !body)
      return answerJson(response, 404, wire.error(404));
    const refusal = wire.refuse(body, features);
    if (refusal) return answerJson(response, refusal.status, refusal.body);
    const step = options.steps[Math.min(taken, options.steps.length - 1)];
    taken += 1;
    if (step) await play(step, wire, body.model, response);
    else answerJson(response, 500, wire.error(500));
  });
  const port = await listen(server);
  return {
    baseUrl: `http://127.0.0.1:${port}${prefix}`,
    port,
    requests: () => requests,
    close: () => shut(server),
  };
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function answerJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function play(
  step: ProviderStep,
  wire: ProviderWire,
  model: string,
  response: ServerResponse,
): Promise<void> {
  if ('status' in step) {
    response.writeHead(step.status, { 'content-type': 'application/json', ...step.headers });
    response.end(step.body ?? JSON.stringify(wire.error(step.status)));
    return;
  }
  const raw = 'raw' in step ? step : undefined;
  const pieces = 'text' in step ? wire.answer(step, model) : step.raw;
  response.writeHead(200, { 'content-type': raw?.type ?? wire.type });
  for (const piece of typeof pieces === 'string' ? [pieces] : pieces) {
    if (raw?.pauseMs !== undefined) await delay(raw.pauseMs, undefined, { ref: false });
    if (response.destroyed) return;
    response.write(piece);
  }
  if (raw?.destroy) response.destroy();
  else response.end();
}

function plain(headers: IncomingHttpHeaders): ProviderRequest['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
