import { Webhooks } from '@octokit/webhooks';
import { z } from 'zod';
import { sha256Hex } from '../../../action/domain/digest.ts';
import { limitedBytes } from '../api/handler.ts';

/** GitHub's own limit. */
const longestBody = 25 * 1024 * 1024;

const Payload = z.looseObject({
  action: z.string().max(100).optional(),
  installation: z.looseObject({ id: z.number().int() }).optional(),
});

export interface Delivery {
  readonly deliveryId: string;
  readonly event: string;
  readonly action?: string;
  readonly installationId?: string;
  readonly bodySha256: string;
  readonly payload: unknown;
}

export type ReadDelivery =
  | { readonly kind: 'read'; readonly delivery: Delivery }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 413 | 415; readonly because: string };

/** A delivery of GitHub's: signed over its raw bytes, and parsed only after that was checked. */
export async function readDelivery(request: Request, secret: string): Promise<ReadDelivery> {
  const deliveryId = request.headers.get('x-github-delivery') ?? '';
  const event = request.headers.get('x-github-event') ?? '';
  if (!/^[A-Za-z0-9-]{1,100}$/.test(deliveryId) || !/^[a-z_]{1,100}$/.test(event))
    return { kind: 'refused', status: 400, because: 'the headers are not those of a delivery' };
  // What GitHub sends is as it is in its documentation; the rest is not read at all.
  const signature = request.headers.get('x-hub-signature-256') ?? '';
  if (!/^sha256=[0-9a-f]{64}$/.test(signature))
    return {
      kind: 'refused',
      status: 401,
      because: 'x-hub-signature-256 is missing: set a secret',
    };
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (type !== 'application/json' || encoding !== 'identity')
    return {
      kind: 'refused',
      status: 415,
      because: 'content-type is not application/json: choose it in the settings of the webhook',
    };
  const body = await limitedBytes(request, longestBody);
  if (!body) return { kind: 'refused', status: 413, because: 'the body is larger than 25 MB' };
  const text = exactText(body);
  if (text === undefined || !(await isSigned(secret, text, signature)))
    return { kind: 'refused', status: 401, because: 'the signature does not fit the body' };
  const payload = Payload.safeParse(parsed(text));
  if (!payload.success)
    return { kind: 'refused', status: 400, because: 'the body is not JSON of an event' };
  const { action, installation } = payload.data;
  return {
    kind: 'read',
    delivery: {
      ...{ deliveryId, event, bodySha256: sha256Hex(body), payload: payload.data },
      ...(action === undefined ? {} : { action }),
      ...(installation === undefined ? {} : { installationId: String(installation.id) }),
    },
  };
}

async function isSigned(secret: string, text: string, signature: string): Promise<boolean> {
  if (secret === '' || signature === '' || text === '') return false;
  return await new Webhooks({ secret }).verify(text, signature);
}

/** Bytes that are no UTF-8 have no text that stands for them alone; GitHub never signed such. */
function exactText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
