import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * A web-standard handler as a Node server has it. An answer that breaks off breaks the
 * connection, quietly: here that is what a test scripts and what an agent does that hangs up.
 */
export function webListener(handler: (request: Request) => Promise<Response>): RequestListener {
  return (incoming, outgoing) => {
    serve(handler, incoming, outgoing).catch(() => {
      if (!outgoing.headersSent) outgoing.writeHead(500).end();
      else outgoing.destroy();
    });
  };
}

async function serve(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const response = await handler(requestOf(incoming, gone.signal));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing);
  else outgoing.end();
}

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = incoming;
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const body = ['GET', 'HEAD'].includes(method)
    ? {}
    : { body: Readable.toWeb(incoming), duplex: 'half' as const };
  return new Request(new URL(url, 'http://loopback.invalid'), { method, headers, signal, ...body });
}
