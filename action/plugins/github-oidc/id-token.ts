import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';

export interface IdTokenRequest {
  readonly requestUrl: string;
  readonly requestToken: string;
  readonly audience: string;
}

const Answer = z.object({ value: z.string().min(1) });

/**
 * Asks the runner for an OIDC token for our audience (GitHub docs, "OpenID Connect
 * reference", request parameters). The token lives about five minutes: ask anew per need.
 */
export function createIdToken({
  requestUrl,
  requestToken,
  audience,
}: IdTokenRequest): () => Promise<string> {
  return async () => {
    const url = new URL(requestUrl);
    url.searchParams.set('audience', audience);
    try {
      const answer = await fetch(url, {
        headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
        signal: AbortSignal.timeout(10_000),
      });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return Answer.parse(await answer.json()).value;
    } catch (cause) {
      throw new Failure({
        code: 'auth',
        retryable: true,
        tell: 'The runner gave no OIDC token. Give the job `permissions: id-token: write` and run it again.',
        cause,
      });
    }
  };
}
