import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import {
  byAdminKey,
  createModelRouteHandler,
} from '../../../approval-app/server/model-route/handler.ts';
import { createMemoryLedger } from '../../../approval-app/server/model-route/memory-ledger.ts';
import type { ModelBackend } from '../../../approval-app/server/model-route/model-backend.ts';
import type { ServedRequest } from '../../../approval-app/server/model-route/model-door.ts';
import { createUpstream } from '../../../approval-app/server/model-route/upstream.ts';
import type { Upstream } from '../../domain/model-upstream.ts';
import { listen, shut } from '../listen.ts';
import { webListener } from '../web-listener.ts';
import type { Cassette } from './cassette.ts';
import { createCassettePlayer } from './cassette-player.ts';

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
 * The approval app's model route, on a loopback port of its own: for the embedded cloud, and for
 * a job that keeps its provider's key. Its grants end with the process.
 */
export async function startModelRoute(options: ModelRouteOptions): Promise<ModelRoute> {
  const now = options.now ?? Date.now;
  const served: ServedRequest[] = [];
  const ledger = createMemoryLedger(now);
  const backend = backendFrom(options);
  const handler = createModelRouteHandler({
    basePath: '',
    tokenKey: randomBytes(32),
    audience: 'this-process',
    ledger,
    openingFor: byAdminKey(options.adminKey, ledger),
    backendOf: (provider) =>
      [undefined, backend.provider].includes(provider) ? () => backend : undefined,
    now,
    record(request) {
      served.push(request);
      options.log?.(`model request ${request.number ?? '(refused)'}: HTTP ${request.status}`);
    },
  });
  const server = createServer(webListener(handler));
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: () => served,
    close: () => shut(server),
  };
}

function backendFrom({ cassette, upstream }: ModelRouteOptions): ModelBackend {
  if (cassette && !upstream) return createCassettePlayer(cassette);
  if (upstream && !cassette) return createUpstream(upstream);
  throw new TypeError('a model route needs a cassette or an upstream, and not both');
}
