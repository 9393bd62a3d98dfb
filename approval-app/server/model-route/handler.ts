import { createHash, timingSafeEqual } from 'node:crypto';
import { answerError } from './answers.ts';
import type { GrantLedger, GrantOpening } from './grant-ledger.ts';
import { answerGrants } from './grants-door.ts';
import type { ModelBackend } from './model-backend.ts';
import { answerModel, chatPaths, type ServedRequest } from './model-door.ts';

export interface ModelRouteOptions {
  /** Path under which the route is mounted, without a slash at its end; empty for the root. */
  readonly basePath: string;
  /** HMAC key of run tokens: 32 bytes or more, the same on every instance. */
  readonly tokenKey: Uint8Array;
  /** What tokens are for: the address of this route, or another name that only it has. */
  readonly audience: string;
  readonly ledger: GrantLedger;
  readonly openingFor: (bearer: string) => Promise<GrantOpening | undefined>;
  /** What stands behind the route; the first serves grants that name no provider. */
  readonly backends: readonly ModelBackend[];
  readonly now?: () => number;
  readonly record?: (request: ServedRequest) => void;
  readonly settled?: (work: Promise<void>) => void;
}

/**
 * The only model endpoint that a sandbox can reach. It takes a run's token, never a provider's
 * key; it checks run, model, end and budget, and meters what streams through. A web-standard
 * handler: a Next route, the embedded cloud and the propose job mount the same one.
 */
export function createModelRouteHandler(
  options: ModelRouteOptions,
): (request: Request) => Promise<Response> {
  const { backends, basePath, tokenKey: key, audience, now = Date.now } = options;
  const backendFor = (provider: string | undefined) =>
    provider === undefined ? backends[0] : backends.find((one) => one.provider === provider);
  const served: readonly string[] = backends.map(({ api }) => chatPaths[api]);
  const shared = { key, audience, now };
  const grants = {
    ...shared,
    openingFor: options.openingFor,
    serves: (provider: string | undefined) => backendFor(provider) !== undefined,
  };
  const { ledger, record, settled } = options;
  const models = { ...shared, ledger, record, settled, backendFor };
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '';
    if (path === '/grants' || path.startsWith('/grants/'))
      return await answerGrants(grants, path, request);
    if (request.method === 'POST' && served.includes(path))
      return await answerModel(models, path, request);
    return answerError(404, 'not_found', `this route answers POST ${served.join(' and ')} only`);
  };
}

/** The right to make grants by one key, in a time that is the same for every wrong key. */
export function byAdminKey(adminKey: string, opening: GrantOpening) {
  const expected = fingerprint(adminKey);
  return async (bearer: string): Promise<GrantOpening | undefined> =>
    timingSafeEqual(fingerprint(bearer), expected) ? opening : undefined;
}

function fingerprint(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
