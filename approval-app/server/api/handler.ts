import { ConvexError } from 'convex/values';
import { z } from 'zod';
import { isOwnRequest } from '../same-origin.ts';
import type { Session } from '../session.ts';
import { isSessionEnded } from '../session-ended.ts';

/** What a route knows before the handler runs. `session`: of a token whose signature was checked. */
export interface Asked {
  readonly session: Session | undefined;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * A route's work in the web's own terms. Whatever serves it (Next's route handlers, the local
 * listener) finds out who is asking, and hands over request and answer as they are.
 */
export type Handler = (request: Request, asked: Asked) => Promise<Response>;

const statusOf: Readonly<Record<string, number>> = {
  auth: 403,
  'not-found': 404,
  'invalid-answer': 400,
  'rate-limited': 429,
};
const Refusal = z.looseObject({ code: z.string(), message: z.string() });

/** The same for people only: without a session it never runs. What the ledger refuses is an answer. */
export function forPeople(
  handler: (request: Request, asked: Asked & { readonly session: Session }) => Promise<Response>,
): Handler {
  return async (request, { session, params }) => {
    if (session?.workspaceId === undefined) return signedOut();
    try {
      return await handler(request, { session, params });
    } catch (error) {
      if (isSessionEnded(error)) return signedOut();
      const refusal = error instanceof ConvexError && Refusal.safeParse(error.data);
      if (!refusal || refusal.error) throw error;
      const { code, message } = refusal.data;
      return problem(statusOf[code] ?? 409, code, message);
    }
  };
}

/** Nobody is signed in, or not any more. */
export function signedOut(): Response {
  return problem(401, 'not-signed-in', 'Sign in, and choose an organisation.');
}

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: privateHeaders });
}

export function problem(status: number, code: string, because: string): Response {
  return json({ status: 'refused', code, because }, status);
}

/** For every answer about a workspace's own things. */
export const privateHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
} as const;

const longestBody = 512 * 1024;

export type ReadBody<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'refused'; readonly response: Response };

/** For what changes something: the request comes from a page of ours, or nothing of it is read. */
export function ownPagesOnly(handler: Handler, publicUrl: () => string): Handler {
  return async (request, asked) =>
    isOwnRequest(request, publicUrl())
      ? await handler(request, asked)
      : problem(403, 'foreign', 'This request does not come from a page of this app.');
}

/** The JSON body of a request; a content type that no form of another site can send. */
export async function readBody<Value>(
  request: Request,
  schema: z.ZodType<Value>,
): Promise<ReadBody<Value>> {
  const refused = (status: number, code: string, because: string): ReadBody<Value> => ({
    kind: 'refused',
    response: problem(status, code, because),
  });
  const type = request.headers.get('content-type')?.split(';')[0]?.trim();
  if (type !== 'application/json')
    return refused(415, 'not-json', 'Send the body as application/json.');
  const text = await limitedText(request, longestBody);
  if (text === undefined)
    return refused(413, 'too-large', `At most ${longestBody} bytes are taken.`);
  const body = schema.safeParse(parsed(text));
  if (body.success) return { kind: 'read', value: body.data };
  const [issue] = body.error.issues;
  return refused(400, 'invalid', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

/** The text of a body, or undefined where it is longer than allowed; reads no further than that. */
export async function limitedText(request: Request, longest: number): Promise<string | undefined> {
  const bytes = await limitedBytes(request, longest);
  return bytes && new TextDecoder().decode(bytes);
}

export async function limitedBytes(
  request: Request,
  longest: number,
): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > longest) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > longest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
