import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** A misbehaviour to order: what real networks and a real GitHub do now and then. */
export interface Fault {
  readonly method?: string;
  /** Matched against the path and query of the request, as sent. */
  readonly path: RegExp;
  /** How many matching requests it hits before it is over. */
  readonly times: number;
  /** Waits before going on; longer than the client's patience, this is a time-out. */
  readonly delayMs?: number;
  /** Closes the connection without an answer. */
  readonly hangUp?: boolean;
  /** Answers with this instead of doing what was asked. */
  readonly answer?: {
    readonly status: number;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Does what was asked and then closes the connection: the client can not know. */
  readonly loseAnswer?: boolean;
}

export interface Faults {
  inject(fault: Fault): void;
  /** The listener, with the faults in front of it. */
  around(listener: RequestListener): RequestListener;
}

export function createFaults(): Faults {
  const pending: { fault: Fault; left: number }[] = [];

  function take(request: IncomingMessage): Fault | undefined {
    const found = pending.find(({ fault, left }) => left > 0 && matches(fault, request));
    if (found) found.left -= 1;
    return found?.fault;
  }

  return {
    inject: (fault) => {
      pending.push({ fault, left: fault.times });
    },
    around: (listener) => (request, response) => {
      const fault = take(request);
      if (fault) void misbehave(fault, request, response, listener);
      else listener(request, response);
    },
  };
}

function matches(fault: Fault, request: IncomingMessage): boolean {
  if (fault.method !== undefined && fault.method !== request.method) return false;
  return fault.path.test(request.url ?? '');
}

async function misbehave(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  listener: RequestListener,
): Promise<void> {
  if (fault.delayMs !== undefined) await delay(fault.delayMs, undefined, { ref: false });
  if (request.socket.destroyed) return;
  if (fault.hangUp) {
    request.socket.destroy();
  } else if (fault.answer) {
    const { status, body = '{"message":"Server Error"}', headers } = fault.answer;
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(body);
  } else {
    if (fault.loseAnswer) loseAnswer(response);
    listener(request, response);
  }
}

function loseAnswer(response: ServerResponse): void {
  response.writeHead = () => {
    response.socket?.destroy();
    return response;
  };
}
