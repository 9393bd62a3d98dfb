import { hkdfSync } from 'node:crypto';
import { offers, realProviders } from '../../../action/domain/model-upstream.ts';
import { answerError } from './answers.ts';
import { byJobToken, createConvexGrants } from './convex-ledger.ts';
import { createModelRouteHandler } from './handler.ts';
import type { BackendOf } from './model-backend.ts';
import { createUpstream } from './upstream.ts';

export interface ModelRouteHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where people reach the app; the route is `/api/model` of it. */
  readonly publicUrl: string;
  readonly convexUrl: string;
  /** The server's private key in PEM: run tokens are signed with a key that is derived from it. */
  readonly serverKey: string;
  /** The app's own token toward the ledger. */
  readonly serverToken: () => Promise<string>;
  /** Keeps a serverless host awake until what streamed was paid for. */
  readonly settled?: (work: Promise<void>) => void;
}

const basePath = '/api/model';

type Handler = (request: Request) => Promise<Response>;

/**
 * The app's model route, with the providers whose variables are set, under the names that the
 * action knows them by. Without any it grants nothing.
 */
export function configureModelRoute(host: ModelRouteHost): Handler {
  const { environment, publicUrl, convexUrl, serverKey, serverToken, settled } = host;
  const backends = backendsOf(environment);
  if (backends.size === 0) return async () => noModel();
  return createModelRouteHandler({
    basePath,
    tokenKey: tokenKeyOf(serverKey),
    audience: new URL(basePath, publicUrl).href,
    ledger: createConvexGrants({ url: convexUrl, serverToken }),
    openingFor: byJobToken(convexUrl),
    backendOf: (provider) => (provider === undefined ? undefined : backends.get(provider)),
    ...(settled ? { settled } : {}),
  });
}

/** Every instance derives the same one, and nobody has to keep a second secret (RFC 5869). */
function tokenKeyOf(serverKey: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', serverKey.trim(), '', 'patchplane run tokens', 32));
}

/** An empty variable is one that is not set: hosts have no other way to take one back. */
function backendsOf(environment: ModelRouteHost['environment']): Map<string, BackendOf> {
  const keys = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  return new Map(
    realProviders.flatMap((provider) => {
      const offer = offers[provider].safeParse(keys);
      if (!offer.success) return [];
      return [[provider, (model: string) => createUpstream(offer.data(model))] as const];
    }),
  );
}

function noModel(): Response {
  return answerError(404, 'no_model', 'this app holds no key of a model: it grants none');
}
