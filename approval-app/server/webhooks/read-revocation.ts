import { z } from 'zod';
import { limitedBytes } from '../api/handler.ts';

/** An event is a few kilobytes. */
const longestBody = 256 * 1024;

const Event = z.looseObject({ event: z.string(), data: z.looseObject({ id: z.string() }) });

export type ReadRevocation =
  | { readonly kind: 'revoked'; readonly sessionId: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 413; readonly because: string };

/** What WorkOS tells of a session: signed over its raw bytes within three minutes, and parsed only then. */
export async function readRevocation(request: Request, secret: string): Promise<ReadRevocation> {
  const body = await limitedBytes(request, longestBody);
  if (!body) return { kind: 'refused', status: 413, because: 'the body is larger than 256 KiB' };
  const signature = request.headers.get('workos-signature') ?? '';
  if (!(await isSigned(body, signature, secret)))
    return { kind: 'refused', status: 401, because: 'the signature does not fit the body' };
  const event = Event.safeParse(parsed(new TextDecoder().decode(body)));
  if (!event.success)
    return { kind: 'refused', status: 400, because: 'the body is not JSON of an event' };
  return event.data.event === 'session.revoked'
    ? { kind: 'revoked', sessionId: event.data.data.id }
    : { kind: 'other' };
}

async function isSigned(payload: Uint8Array, sigHeader: string, secret: string): Promise<boolean> {
  if (!/^t=\d{1,16}, ?v1=[0-9a-f]{64}$/.test(sigHeader)) return false;
  // As in directory.ts: half a second of loading, for requests that need it.
  const { WorkOS } = await import('@workos-inc/node');
  const { webhooks } = new WorkOS('unused: nothing is asked');
  return await webhooks.verifyHeader({ payload, sigHeader, secret }).catch(() => false);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
