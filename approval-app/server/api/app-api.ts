import type { AppServices } from '../app-services.ts';
import { entryPoint } from '../entry-points.ts';
import type { Log } from '../log.ts';
import { limited } from '../rate-limit.ts';
import { createApproversApi } from './approvers-api.ts';
import { createArtifactApi } from './artifact-api.ts';
import { createControlApi } from './control-api.ts';
import { type Handler, ownPagesOnly } from './handler.ts';
import { createHealthApi } from './health-api.ts';
import { createIdentityWebhookApi } from './identity-webhook-api.ts';
import { createInstallationApi } from './installation-api.ts';
import { createLiveApi } from './live-api.ts';
import { createMaintenanceApi } from './maintenance-api.ts';
import { createPictureApi } from './picture-api.ts';
import { createProgressApi } from './progress-api.ts';
import { createRunApi } from './run-api.ts';
import { createStartApi } from './start-api.ts';
import { createWebhookApi } from './webhook-api.ts';

export interface AppApiParts {
  readonly services: AppServices;
  readonly publicUrl: () => string;
  readonly convexUrl: string;
  readonly webhookSecret?: string | undefined;
  readonly identityWebhookSecret?: string | undefined;
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

/** Every route of the server that is not a page, as often as `entryPoints` lets it be asked. */
export function appRoutes(parts: AppApiParts): readonly Route[] {
  const { services, publicUrl, convexUrl, cronSecret } = parts;
  const { webhookSecret, identityWebhookSecret } = parts;
  const runs = createRunApi(parts);
  const starts = createStartApi(parts);
  const installations = createInstallationApi(services, publicUrl);
  const health = createHealthApi(services);
  const handlers: Readonly<Record<string, Handler>> = {
    'GET /api/runs': runs.inbox,
    'GET /api/runs/counts': runs.counts,
    'GET /api/runs/:id': runs.view,
    'GET /api/runs/:id/events': runs.events,
    'GET /api/runs/:id/patch': runs.patch,
    'GET /api/runs/:id/artifacts/:sha256': createArtifactApi(services).open,
    'GET /api/runs/:id/evidence/:sha256/picture': createPictureApi(services).show,
    'GET /api/live': createLiveApi(convexUrl).follow,
    'POST /api/runs/:id/decision': runs.decision,
    'POST /api/runs/:id/control': createControlApi(parts).tell,
    'POST /api/runs/:id/progress': createProgressApi(services).refresh,
    'POST /api/prompts': starts.prompt,
    'POST /api/reruns': starts.rerun,
    'GET /github/install': installations.begin,
    'GET /github/setup': installations.setup,
    'POST /api/github/webhooks': createWebhookApi({ ...parts, secret: webhookSecret }).receive,
    'POST /api/workos/webhooks': createIdentityWebhookApi(services, identityWebhookSecret).receive,
    'POST /api/github/approvers': createApproversApi(services, convexUrl).refresh,
    'GET /api/maintenance': createMaintenanceApi(services, cronSecret).run,
    'GET /healthz': health.alive,
    'GET /readyz': health.ready,
  };
  return Object.entries(handlers).map(([name, handler]) => route(name, handler, parts));
}

function route(name: string, handler: Handler, { log, publicUrl }: AppApiParts): Route {
  const { perMinute, changes } = entryPoint(name);
  const [method, path = ''] = name.split(' ');
  const counted = limited(changes ? ownPagesOnly(handler, publicUrl) : handler, perMinute);
  return {
    method: method === 'POST' ? 'POST' : 'GET',
    path,
    handler: async (request, asked) => {
      const began = performance.now();
      const answer = await counted(request, asked);
      log('request', {
        route: name,
        status: answer.status,
        ms: Math.round(performance.now() - began),
        actorId: asked.session?.actor.id,
        workspaceId: asked.session?.workspaceId,
      });
      return answer;
    },
  };
}
