import 'server-only';
import { after } from 'next/server';
import { appRoutes } from '../api/app-api.ts';
import type { Handler } from '../api/handler.ts';
import { createLog } from '../log.ts';
import { appParts } from './app-parts.ts';
import { publicUrl } from './public-url.ts';
import { currentSession } from './session.ts';

let handlers: ReadonlyMap<string, Handler> | undefined;

function make(): ReadonlyMap<string, Handler> {
  const { options, services } = appParts();
  const { webhookSecret, identityWebhookSecret, cronSecret, convexUrl } = options;
  const log = createLog((line) => void process.stderr.write(line));
  const routes = appRoutes({
    ...{ services, publicUrl, convexUrl, log },
    ...{ webhookSecret, identityWebhookSecret, cronSecret },
    settle: (work) => after(work),
  });
  return new Map(routes.map(({ method, path, handler }) => [`${method} ${path}`, handler]));
}

function handlerOf(name: string): Handler {
  handlers ??= make();
  const handler = handlers.get(name);
  if (!handler) throw new Error(`there is no route ${name}`);
  return handler;
}

interface RouteContext {
  readonly params: Promise<Record<string, string>>;
}

/** A route of Next's that hands its request to one of the app's handlers, with who is asking. */
export function serve(name: string) {
  return async (request: Request, { params }: RouteContext): Promise<Response> =>
    await handlerOf(name)(request, { session: await currentSession(), params: await params });
}

/** The same for machines, which bring a proof of their own and have no session. */
export function serveMachine(name: string) {
  return async (request: Request): Promise<Response> =>
    await handlerOf(name)(request, { session: undefined, params: {} });
}
