import type { IncomingMessage, ServerResponse } from 'node:http';
import { createStreamFaults, type StreamFaults } from './stream-faults.ts';

/** What can be made to go wrong, for those who test their patience. */
export interface Faults extends StreamFaults {
  inject(fault: RequestFault): ActiveFault;
  /** Once: the next request whose path matches gets this answer instead. */
  answerNext(path: RegExp, answer: FaultAnswer): void;
  /** Everything off. */
  clear(): void;
}

export interface ActiveFault {
  off(): void;
  /** How many requests met it so far. */
  hits(): number;
}

export interface FaultAnswer {
  readonly status: 408 | 410 | 429 | 500 | 502 | 503;
  readonly headers?: Readonly<Record<string, string>>;
}

export type RequestFault = {
  /** Of `GET /api/sandbox/...`: method, space, path. */
  readonly match: RegExp;
  /** How many requests meet it; all of them without a number. */
  readonly times?: number;
  /** How many matching requests pass before the first one meets it. */
  readonly after?: number;
} & (
  | ({ readonly kind: 'answer' } & FaultAnswer)
  | { readonly kind: 'latency'; readonly ms: number }
  /** The connection ends without a word, before anything was done. */
  | { readonly kind: 'drop' }
  /** It is carried out, and the answer gets lost. */
  | { readonly kind: 'lose-answer' }
  /** The connection stays, and nothing ever comes: half open. */
  | { readonly kind: 'hang' }
  /** The same, but what was asked for is done. */
  | { readonly kind: 'stall' }
  /** Something happens in that moment, and the request goes on. */
  | { readonly kind: 'meanwhile'; readonly what: () => void | Promise<void> }
);

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

export function createFaults(): Faults & { around(listener: Listener): Listener } {
  const active: { fault: RequestFault; seen: number; hits: number }[] = [];
  const streams = createStreamFaults();

  function inject(fault: RequestFault): ActiveFault {
    const entry = { fault, seen: 0, hits: 0 };
    active.push(entry);
    return {
      hits: () => entry.hits,
      off() {
        const index = active.indexOf(entry);
        if (index >= 0) active.splice(index, 1);
      },
    };
  }

  function metBy(request: IncomingMessage): RequestFault | undefined {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const asked = `${request.method} ${path}`;
    for (const entry of active.filter(({ fault }) => fault.match.test(asked))) {
      const { after = 0, times = Number.POSITIVE_INFINITY } = entry.fault;
      entry.seen += 1;
      if (entry.seen <= after || entry.seen > after + times) continue;
      entry.hits += 1;
      return entry.fault;
    }
    return undefined;
  }

  return {
    ...streams,
    inject,
    answerNext: (path, answer) => {
      const { source, flags } = path;
      const match = new RegExp(`^[A-Z]+ ${source.replace(/^\^/, '')}`, flags);
      inject({ kind: 'answer', match, times: 1, ...answer });
    },
    clear() {
      active.length = 0;
      streams.clear();
    },
    around: (listener) => async (request, response) => {
      const fault = metBy(request);
      if (fault) await meet(fault, request, response, listener);
      else listener(request, response);
    },
  };
}

async function meet(
  fault: RequestFault,
  request: IncomingMessage,
  response: ServerResponse,
  listener: Listener,
): Promise<void> {
  switch (fault.kind) {
    case 'answer':
      answer(fault, request, response);
      return;
    case 'latency':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      break;
    case 'drop':
      request.socket.destroy();
      return;
    case 'hang':
      return;
    case 'meanwhile':
      await fault.what();
      break;
    case 'lose-answer':
      // The socket goes in the moment in which the first byte of the answer would leave.
      response.writeHead = () => {
        request.socket.destroy();
        return response;
      };
      break;
    case 'stall':
      response.writeHead = () => response;
      response.write = () => true;
      response.end = () => response;
  }
  listener(request, response);
}

function answer(
  { status, headers }: FaultAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  request.resume();
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  const message = 'This answer was asked for by a test';
  const timestamp = new Date().toISOString();
  const { url: path } = request;
  response.end(JSON.stringify({ path, timestamp, statusCode: status, error: 'Fault', message }));
}
