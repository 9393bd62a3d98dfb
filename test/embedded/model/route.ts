import { z } from 'zod';
import type { CassetteStep } from '../../../action/embedded/model/cassette.ts';
import {
  type ModelRoute,
  type ModelRouteOptions,
  startModelRoute,
} from '../../../action/embedded/model/model-route.ts';

export const adminKey = 'admin-key-of-this-test';

export function playing(
  steps: readonly CassetteStep[],
  options: Partial<ModelRouteOptions> & { repeatLast?: boolean } = {},
): Promise<ModelRoute> {
  const { repeatLast, ...others } = options;
  const cassette = {
    schemaVersion: 1 as const,
    model: 'scripted-1',
    steps: [...steps],
    repeatLast,
  };
  return startModelRoute({ adminKey, cassette, ...others });
}

export async function issue(route: ModelRoute, change: object = {}): Promise<string> {
  const answer = await post(`${route.url}/grants`, adminKey, {
    runId: 'run-0123456789abcdef',
    model: 'scripted-1',
    maxRequests: 10,
    maxCostUsd: 5,
    expiresAt: Date.now() + 60_000,
    ...change,
  });
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}

export function complete(
  route: ModelRoute,
  token: string,
  { body = {}, signal }: { body?: object; signal?: AbortSignal } = {},
): Promise<Response> {
  const request = { model: 'scripted-1', stream: true, messages: [], ...body };
  return post(`${route.url}/v1/chat/completions`, token, request, signal);
}

export function post(
  address: string,
  token: string,
  body: object,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** The data lines of an event stream, parsed. */
export async function chunksOf(answer: Response): Promise<ReturnType<typeof JSON.parse>[]> {
  const text = await answer.text();
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice('data: '.length)));
}
