import type { NextRequest } from 'next/server';
import { RunId } from '../../../../action/domain/ids.ts';
import { liveStream } from '../../../server/live-stream.ts';
import { appParts } from '../../../server/next/app-parts.ts';
import { currentSession } from '../../../server/next/session.ts';

/** What an open page follows: a run, or the inbox. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await currentSession();
  if (!session?.workspaceId) return new Response('Sign in.', { status: 401 });
  const asked = request.nextUrl.searchParams.get('run');
  const run = RunId.safeParse(asked);
  if (asked !== null && !run.success) return new Response('No such run.', { status: 404 });
  return liveStream({
    convexUrl: appParts().options.convexUrl,
    accessToken: session.accessToken,
    until: session.until,
    runId: run.success ? run.data : undefined,
    signal: request.signal,
  });
}
