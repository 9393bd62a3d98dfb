/** The error object of OpenAI and of Anthropic at once: either client finds its fields. */
export function answerError(status: number, code: string, message: string): Response {
  return answerJson(status, { type: 'error', error: { type: code, code, message } });
}

export function answerJson(status: number, value: object): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'no-store' } });
}

/** The JSON of a body; undefined when it is too long or not JSON. */
export async function readJson(request: Request, limitBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limitBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Clients of OpenAI's API send a bearer token, clients of Anthropic's a header of their own. */
export function tokenOf(headers: Headers): string | undefined {
  const bearer = headers.get('authorization')?.match(/^Bearer (\S+)$/i)?.[1];
  return bearer ?? headers.get('x-api-key') ?? undefined;
}
