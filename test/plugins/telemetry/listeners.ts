import { createServer, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { listen, shut } from '../../../action/embedded/listen.ts';

export interface Heard {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A collector, Sentry or PostHog as far as they listen: everything is taken, and kept. */
export async function startListener(status = 200) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const packed = request.headers['content-encoding'] === 'gzip' || bytes[0] === 0x1f;
    const body = (packed ? gunzipSync(bytes) : bytes).toString('utf8');
    heard.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, heard, close: () => shut(server) };
}

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[];
}

/** The spans of OTLP/JSON requests. */
export function spansOf(heard: readonly Heard[]): OtlpSpan[] {
  return heard.flatMap(({ body }) =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: OtlpSpan[] }[] }) =>
      resource.scopeSpans.flatMap(({ spans }) => spans),
    ),
  );
}
