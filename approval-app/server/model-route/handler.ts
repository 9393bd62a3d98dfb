import { createHash, timingSafeEqual } from 'node:crypto';
import { answerError } from './answers.ts';
import type { GrantLedger, GrantOpening } from './grant-ledger.ts';
import { answerGrants } from './grants-door.ts';
import type { BackendOf } from './model-backend.ts';
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
  /** What serves a provider's models; undefined, also for no name, where nothing does. */
  readonly backendOf: (provider: string | undefined) => BackendOf | undefined;
  readonly now?: () => number;
  readonly record?: (request: ServedRequest) => void;
  readonly settled?: (work: Promise<void>) => void;
}

const paths: readonly string[] = Object.values(chatPaths);

/**
 * The only model endpoint that a sandbox can reach. It takes a run's token, never a provider's
 * key; it checks run, model, end and budget, and meters what streams through. A web-standard
 * handler: a Next route, the embedded cloud and the propose job mount the same one.
 */
export function createModelRouteHandler(
  options: ModelRouteOptions,
): (request: Request) => Promise<Response> {
  const { backendOf, basePath, tokenKey: key, audience, now = Date.now } = options;
  const shared = { key, audience, now };
  const grants = {
    ...shared,
    openingFor: options.openingFor,
    serves: (provider: string | undefined) => backendOf(provider) !== undefined,
  };
  const { ledger, record, settled } = options;
  const models = { ...shared, ledger, record, settled, backendOf };
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '';
    if (path === '/grants' || path.startsWith('/grants/'))
      return await answerGrants(grants, path, request);
    if (request.method === 'POST' && paths.includes(path))
      return await answerModel(models, path, request);
    return answerError(404, 'not_found', `this route answers POST ${paths.join(' and ')} only`);
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
