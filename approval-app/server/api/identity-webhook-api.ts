import type { AppServices } from '../app-services.ts';
import { readRevocation } from '../webhooks/read-revocation.ts';
import { type Handler, json, problem } from './handler.ts';

/**
 * `POST /api/workos/webhooks`: a session that was revoked at WorkOS (by an administrator, or by a
 * log-out elsewhere) ends here as well, before its token does. Answered once it is written down;
 * WorkOS sends again what was not answered.
 */
export function createIdentityWebhookApi(
  { serverLedger }: AppServices,
  secret: string | undefined,
): { readonly receive: Handler } {
  return {
    receive: async (request) => {
      if (!secret) return problem(503, 'not-configured', 'No webhook secret is set.');
      const read = await readRevocation(request, secret);
      if (read.kind === 'refused') return problem(read.status, 'refused', read.because);
      if (read.kind === 'revoked') await serverLedger.endSession(read.sessionId);
      return json({ status: read.kind === 'revoked' ? 'ended' : 'ignored' });
    },
  };
}
