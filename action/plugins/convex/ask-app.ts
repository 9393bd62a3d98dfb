import { Failure } from '../../domain/failure.ts';
import type { RunId } from '../../domain/ids.ts';
import type { ConvexConnection } from './convex-caller.ts';
import { retried } from './retried.ts';

/** Milliseconds before each further attempt. */
const pauses = [500, 2_000];

/**
 * Has the approval app read once more what the approvers of a run may do now, before their decision
 * is used: a membership that ended since is none. Throws `Failure`; nothing was used up by then.
 */
export async function refreshApprovers(
  { appUrl, token, timeoutMs = 15_000, wait }: ConvexConnection,
  runId: RunId,
): Promise<void> {
  if (appUrl === undefined) return;
  const url = new URL('/api/github/approvers', appUrl);
  const read = async () => {
    const status = await ask(url, await token(), runId, timeoutMs);
    if (status !== 200) throw unchecked(url, status);
  };
  await retried(read, { pauses, wait });
}

async function ask(
  url: URL,
  token: string,
  runId: RunId,
  timeoutMs: number,
): Promise<number | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ runId }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}

function unchecked(url: URL, status: number | undefined): Failure {
  const retryable = status === undefined || status === 429 || status >= 500;
  const answered = status === undefined ? 'did not answer' : `answered HTTP ${status}`;
  return new Failure({
    code: retryable ? 'unavailable' : 'auth',
    retryable,
    tell: `Whether the approvers still may approve could not be checked, so nothing was published: the approval app at ${url.origin} ${answered}. Run the job again when it answers; the decision is unused.`,
  });
}
