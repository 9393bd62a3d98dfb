import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** The error object of OpenAI and of Anthropic at once: either client finds its fields. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  answerJson(response, status, { type: 'error', error: { type: code, code, message } });
}

export function answerJson(response: ServerResponse, status: number, value: object): void {
  // An answer that has begun cannot become another one: break it, so that nobody takes it for whole.
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** The JSON of a body; undefined when it is too long or not JSON. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limitBytes) return undefined;
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

export function bearerOf({ authorization }: IncomingHttpHeaders): string | undefined {
  return authorization?.match(/^Bearer (\S+)$/i)?.[1];
}
