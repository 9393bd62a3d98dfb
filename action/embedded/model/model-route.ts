import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Upstream } from '../../plugins/model-route/providers.ts';
import { listen, shut } from '../listen.ts';
import { type Admin, createAdmin } from './admin.ts';
import type { Cassette } from './cassette.ts';
import { createCassettePlayer } from './cassette-player.ts';
import type { ModelBackend } from './exchange.ts';
import { createGrants } from './grants.ts';
import { answerError } from './http-answers.ts';
import { createModelEndpoint, type ModelEndpoint, type ServedRequest } from './model-endpoint.ts';
import { createUpstream } from './upstream.ts';

export interface ModelRouteOptions {
  /** Bearer token of the trusted side: who has it may issue and revoke grants. */
  readonly adminKey: string;
  /** Exactly one of these stands behind the route. */
  readonly cassette?: Cassette;
  readonly upstream?: Upstream;
  readonly now?: () => number;
  readonly log?: (line: string) => void;
}

export interface ModelRoute {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** Every model request so far, in the order of their answers. */
  requests(): readonly ServedRequest[];
  close(): Promise<void>;
}

/**
 * The only model endpoint that a sandbox can reach. It takes a per-run grant, never a provider
 * key; it checks run, model, expiry and budget, and meters what streams through.
 */
export async function startModelRoute(options: ModelRouteOptions): Promise<ModelRoute> {
  const now = options.now ?? Date.now;
  const served: ServedRequest[] = [];
  const grants = createGrants(now);
  const admin = createAdmin(options.adminKey, grants);
  const models = createModelEndpoint(backendOf(options), grants, now, (request) => {
    served.push(request);
    options.log?.(`model request ${request.number ?? '(refused)'}: HTTP ${request.status}`);
  });
  const server = createServer((request, response) => {
    dispatch(admin, models, request, response).catch(() => {
      answerError(response, 500, 'route_failed', 'the model route failed');
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: () => served,
    close: () => shut(server),
  };
}

function backendOf({ cassette, upstream }: ModelRouteOptions): ModelBackend {
  if (cassette && !upstream) return createCassettePlayer(cassette);
  if (upstream && !cassette) return createUpstream(upstream);
  throw new TypeError('a model route needs a cassette or an upstream, and not both');
}

async function dispatch(
  admin: Admin,
  models: ModelEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://route.invalid');
  if (pathname === '/grants' || pathname.startsWith('/grants/'))
    return admin.answer(pathname, request, response);
  if (request.method === 'POST' && pathname === models.path)
    return models.answer(request, response);
  const wanted = `this route answers POST ${models.path} only`;
  return answerError(response, 404, 'not_found', wanted);
}
