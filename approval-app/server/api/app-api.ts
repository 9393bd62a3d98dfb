import type { AppServices } from '../app-services.ts';
import type { Log } from '../log.ts';
import { limited } from '../rate-limit.ts';
import { createArtifactApi } from './artifact-api.ts';
import type { Handler } from './handler.ts';
import { createInstallationApi } from './installation-api.ts';
import { createMaintenanceApi } from './maintenance-api.ts';
import { createProgressApi } from './progress-api.ts';
import { createRunApi } from './run-api.ts';
import { createStartApi } from './start-api.ts';
import { createWebhookApi } from './webhook-api.ts';

export interface AppApiParts {
  readonly services: AppServices;
  readonly publicUrl: () => string;
  readonly webhookSecret?: string | undefined;
  readonly cronSecret?: string | undefined;
  readonly log: Log;
  /** Keeps the process alive for work that goes on after an answer. */
  readonly settle: (work: Promise<void>) => void;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** With `:name` for a part that is handed over in `params`. */
  readonly path: string;
  readonly handler: Handler;
}

/** Every route of the server that is not a page, with how often it may be asked. */
export function appRoutes(parts: AppApiParts): readonly Route[] {
  const { services, log, publicUrl } = parts;
  const runs = createRunApi(parts);
  const starts = createStartApi(parts);
  const get = (path: string, handler: Handler, perMinute = 300) =>
    route('GET', path, limited(handler, perMinute), log);
  const post = (path: string, handler: Handler, perMinute = 30) =>
    route('POST', path, limited(handler, perMinute), log);
  return [
    get('/api/runs', runs.inbox),
    get('/api/runs/counts', runs.counts),
    get('/api/runs/:id', runs.view),
    get('/api/runs/:id/events', runs.events),
    get('/api/runs/:id/patch', runs.patch),
    get('/api/runs/:id/artifacts/:sha256', createArtifactApi(services).open, 120),
    post('/api/runs/:id/decision', runs.decision),
    post('/api/runs/:id/progress', createProgressApi(services).refresh, 60),
    post('/api/prompts', starts.prompt, 10),
    post('/api/reruns', starts.rerun, 10),
    get('/github/setup', createInstallationApi(services, publicUrl).setup, 10),
    // Each brings a proof of its own, and GitHub delivers in bursts.
    route(
      'POST',
      '/api/github/webhooks',
      createWebhookApi({ ...parts, secret: parts.webhookSecret }).receive,
      log,
    ),
    get('/api/maintenance', createMaintenanceApi(services, parts.cronSecret).run, 10),
  ];
}

function route(method: Route['method'], path: string, handler: Handler, log: Log): Route {
  return {
    method,
    path,
    handler: async (request, asked) => {
      const began = performance.now();
      const answer = await handler(request, asked);
      log('request', {
        route: `${method} ${path}`,
        status: answer.status,
        ms: Math.round(performance.now() - began),
        actorId: asked.session?.actor.id,
        workspaceId: asked.session?.workspaceId,
      });
      return answer;
    },
  };
}
