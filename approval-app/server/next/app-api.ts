import 'server-only';
import type { Handler } from '../api/handler.ts';
import { createRunApi } from '../api/run-api.ts';
import { controlRun } from '../control-run.ts';
import { appParts } from './app-parts.ts';
import { publicUrl } from './public-url.ts';
import { currentSession } from './session.ts';

let api: ReturnType<typeof make> | undefined;

function make() {
  const { services, workspace } = appParts();
  return {
    runs: createRunApi({ services, publicUrl }),
    control: controlRun(workspace, publicUrl),
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
