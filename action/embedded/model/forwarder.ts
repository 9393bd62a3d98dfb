import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listen, shut } from '../listen.ts';
import { answerError } from './http-answers.ts';

export interface Forwarder {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

/** The only paths of a model route that a sandbox has any business with. */
const paths = ['/v1/chat/completions', '/v1/messages'];
const passedOn = [
  ...['authorization', 'x-api-key', 'content-type', 'accept'],
  ...['anthropic-version', 'anthropic-beta'],
];
const passedBack = ['content-type', 'retry-after', 'request-id', 'x-request-id'];

/** A model may think for minutes; beyond this nobody waits for it. */
const answerTimeoutMs = 10 * 60_000;

/**
 * A model route elsewhere, as a jail can reach it: a jail has no names and no certificates,
 * only a loopback port that leads here. The grant in the request is the route's business.
 */
export async function startForwarder(routeUrl: string): Promise<Forwarder> {
  const server = createServer((request, response) => {
    forward(routeUrl, request, response).catch(() => {
      answerError(response, 502, 'route_unreachable', 'the model route did not answer');
    });
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, close: () => shut(server) };
}

async function forward(
  routeUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? '';
  if (request.method !== 'POST' || !paths.includes(path))
    return answerError(response, 404, 'not_found', `there is POST ${paths.join(' and ')}`);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(answerTimeoutMs)]);
  const answer = await fetch(`${routeUrl.replace(/\/+$/, '')}${path}`, {
    method: 'POST',
    headers: picked(passedOn, (name) => request.headers[name]),
    body: Readable.toWeb(request),
    duplex: 'half',
    redirect: 'error',
    signal,
  });
  response.writeHead(
    answer.status,
    picked(passedBack, (name) => answer.headers.get(name)),
  );
  const body = answer.body ? Readable.fromWeb(answer.body) : Readable.from([]);
  await pipeline(body, response, { signal });
}

function picked(
  names: readonly string[],
  read: (name: string) => string | readonly string[] | null | undefined,
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
