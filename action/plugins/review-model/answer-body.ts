/** How an answer is written: one JSON value, a JSON value per line, or server-sent events. */
export type AnswerForm = 'json' | 'ndjson' | 'sse';

/** An answer of 32,000 tokens, streamed one token per event, stays well below. */
const mostBytes = 32 * 1024 * 1024;

/** The whole body; undefined where it is larger than any real answer. The rest is not read then. */
export async function readWithin(response: Response): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Why this body is no answer of that form. Looked at before a client reads it: one of them
 * prints lines that it can not read, and a job's log takes commands from what is printed.
 */
export function bodyProblem(form: AnswerForm, type: string, body: Buffer): string | undefined {
  const kind = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!expected[form].test(kind)) return 'the answer is not of the type that was asked for';
  const text = body.toString('utf8');
  const values = form === 'json' ? [text] : form === 'ndjson' ? lines(text) : events(text);
  return values.length > 0 && values.every(isObject) ? undefined : 'the answer is not JSON';
}

const expected = {
  json: /^(application|text)\/([a-z.-]+\+)?json$/,
  ndjson: /^(application|text)\/(x-ndjson|ndjson|json|x-json-stream)$/,
  sse: /^text\/event-stream$/,
} as const;

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function events(text: string): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trim());
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
