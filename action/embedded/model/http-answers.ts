import type { ServerResponse } from 'node:http';

/** The error object of OpenAI and of Anthropic at once: either client finds its fields. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  // An answer that has begun cannot become another one: break it, so that nobody takes it for whole.
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ type: 'error', error: { type: code, code, message } }));
}
