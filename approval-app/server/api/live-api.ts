import { RunId } from '../../../action/domain/ids.ts';
import { liveStream } from '../live-stream.ts';
import { forPeople, type Handler, problem } from './handler.ts';

/** `GET /api/live?run=...`: what an open page follows, a run or the inbox. */
export function createLiveApi(convexUrl: string): { readonly follow: Handler } {
  return {
    follow: forPeople(async (request, { session }) => {
      const asked = new URL(request.url).searchParams.get('run');
      const run = RunId.safeParse(asked);
      if (asked !== null && !run.success) return notFound();
      const stream = await liveStream({
        convexUrl,
        accessToken: session.accessToken,
        until: session.until,
        runId: run.success ? run.data : undefined,
        signal: request.signal,
      });
      return stream ?? notFound();
    }),
  };
}

function notFound(): Response {
  return problem(404, 'not-found', 'There is no such run in your workspace.');
}
