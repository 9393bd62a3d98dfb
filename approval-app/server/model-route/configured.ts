import { z } from 'zod';
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
  /** The app's own token toward the ledger. */
  readonly serverToken: () => Promise<string>;
  /** Keeps a serverless host awake until what streamed was paid for. */
  readonly settled?: (work: Promise<void>) => void;
}

const basePath = '/api/model';

const TokenKey = z
  .base64({ error: 'PATCHPLANE_MODEL_TOKEN_KEY must be base64' })
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length >= 32, {
    error:
      'PATCHPLANE_MODEL_TOKEN_KEY must be 32 bytes or more in base64: make one with `openssl rand -base64 32`',
  });

type Handler = (request: Request) => Promise<Response>;

/**
 * The app's model route, with the providers whose variables are set, under the names that the
 * action knows them by. Without any there is no route; half of one is a problem to be told.
 */
export function configureModelRoute(
  host: ModelRouteHost,
): { readonly handler: Handler } | { readonly problems: readonly string[] } {
  const { environment, publicUrl, convexUrl, serverToken, settled } = host;
  const backends = backendsOf(environment);
  if (backends.size === 0) return { handler: async () => noModel() };
  const key = TokenKey.safeParse(environment['PATCHPLANE_MODEL_TOKEN_KEY'] ?? '');
  if (!key.success) return { problems: key.error.issues.map(({ message }) => message) };
  const handler = createModelRouteHandler({
    basePath,
    tokenKey: key.data,
    audience: new URL(basePath, publicUrl).href,
    ledger: createConvexGrants({ url: convexUrl, serverToken }),
    openingFor: byJobToken(convexUrl),
    backendOf: (provider) => (provider === undefined ? undefined : backends.get(provider)),
    ...(settled ? { settled } : {}),
  });
  return { handler };
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
