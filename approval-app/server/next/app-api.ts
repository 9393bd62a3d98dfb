import 'server-only';
import { after } from 'next/server';
import { appRoutes } from '../api/app-api.ts';
import type { Handler } from '../api/handler.ts';
import { controlRun } from '../control-run.ts';
import { createLog } from '../log.ts';
import { appParts } from './app-parts.ts';
import { publicUrl } from './public-url.ts';
import { currentSession } from './session.ts';

let api: ReturnType<typeof make> | undefined;

function make() {
  const { options, services, workspace } = appParts();
  const { webhookSecret, cronSecret } = options;
  const log = createLog((line) => void process.stderr.write(line));
  const routes = appRoutes({
    ...{ services, publicUrl, webhookSecret, cronSecret, log },
    settle: (work) => after(work),
  });
  return {
    control: controlRun(workspace, publicUrl),
    /** One of the server's own routes: `POST /api/prompts`. */
    route: (wanted: string): Handler => {
      const found = routes.find(({ method, path }) => `${method} ${path}` === wanted);
      if (!found) throw new Error(`there is no route ${wanted}`);
      return found.handler;
    },
  };
}
type AppApi = ReturnType<typeof make>;

interface RouteContext {
  readonly params: Promise<Record<string, string>>;
}

/** A route of Next's that hands its request to one of the app's handlers, with who is asking. */
export function serve(choose: (api: AppApi) => Handler) {
  return async (request: Request, { params }: RouteContext): Promise<Response> => {
    api ??= make();
    return await choose(api)(request, { session: await currentSession(), params: await params });
  };
}

/** The same for machines, which bring a proof of their own and have no session. */
export function serveMachine(wanted: string) {
  return async (request: Request): Promise<Response> => {
    api ??= make();
    return await api.route(wanted)(request, { session: undefined, params: {} });
  };
}
