import { randomBytes } from 'node:crypto';
import { Failure } from '../../domain/failure.ts';
import { egressOf as egressOfAddress } from '../../plugins/model-route/egress-of.ts';
import type { ProposeInputs } from '../job-inputs.ts';

type Model = Extract<ProposeInputs['model'], { readonly kind: 'key' | 'route' }>;

/** Where grants come from and where a sandbox uses them. */
export interface ModelAccess {
  readonly url: string;
  /** The right to make grants there. */
  readonly bearer: () => Promise<string>;
  /** What must be seen nowhere. */
  readonly secrets: readonly string[];
  /** The route's `/v1` as seen from inside a sandbox. */
  readonly insideBaseUrl: string;
  /** `host:port` that a sandbox must be able to reach for it. */
  readonly egress: string;
  close(): Promise<void>;
}

/** The relay of a jail listens here; outside it leads to what the sandbox may reach. */
const relay = 'http://127.0.0.1:8080';

/**
 * A model for this job's sandboxes. The provider's key never enters one: it stays behind a
 * route, the user's or one of this process. Throws `Failure` `misconfigured` where the
 * sandboxes could not reach that.
 */
export async function openModelAccess({
  sandbox,
  model,
  idToken,
}: Pick<ProposeInputs, 'sandbox'> & {
  readonly model: Model;
  /** Who the job is, for a route that takes no key. */
  readonly idToken?: (() => Promise<string>) | undefined;
}): Promise<ModelAccess> {
  if (model.kind === 'key') {
    if (sandbox.kind !== 'runner') throw unreachable();
    const { startModelRoute } = await import('../../embedded/model/model-route.ts');
    const adminKey = randomBytes(20).toString('hex');
    const route = await startModelRoute({ adminKey, upstream: model.upstream });
    const known = { bearer: async () => adminKey, secrets: [adminKey] };
    return { ...local(route.url), ...known, url: route.url, close: route.close };
  }
  const { url, key } = model;
  const bearer = key === undefined ? idToken : async () => key;
  if (!bearer) throw nobody();
  const known = { url, bearer, secrets: key === undefined ? [] : [key] };
  if (sandbox.kind === 'runner') {
    const { startForwarder } = await import('../../embedded/model/forwarder.ts');
    const forwarder = await startForwarder(url);
    return { ...local(forwarder.url), ...known, close: forwarder.close };
  }
  const insideBaseUrl = model.insideUrl;
  return { ...known, insideBaseUrl, egress: egressOf(model), close: async () => undefined };
}

function local(url: string): Pick<ModelAccess, 'insideBaseUrl' | 'egress'> {
  return { insideBaseUrl: `${relay}/v1`, egress: egressOfAddress(url) };
}

/** Inside, a loopback address is a relay, and what it leads to is what has to be allowed. */
function egressOf({ url, insideUrl }: { url: string; insideUrl: string }): string {
  const { hostname } = new URL(insideUrl);
  const relayed = hostname === 'localhost' || hostname.startsWith('127.');
  return egressOfAddress(relayed ? url : insideUrl);
}

function nobody(): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: 'The model route wants to know who asks. Set PATCHPLANE_MODEL_ROUTE_KEY, or give the job a ledger (CONVEX_URL, PATCHPLANE_OIDC_AUDIENCE) and `permissions: id-token: write`.',
  });
}

function unreachable(): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: 'A sandbox at Daytona can not reach a model whose key stays in this job. Set PATCHPLANE_MODEL_ROUTE_URL to a model route that it can reach, such as /api/model of the approval app (and PATCHPLANE_MODEL_ROUTE_KEY where the job has no ledger); or leave DAYTONA_API_KEY out to have sandboxes on the runner; or, if the agent may read the key itself, set PATCHPLANE_ALLOW_RAW_MODEL_KEY to true.',
  });
}
