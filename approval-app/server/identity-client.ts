import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ApprovalAppOptions } from './options.ts';
import type { SignedIn } from './sessions.ts';

const Authenticated = z.looseObject({
  user: z.looseObject({
    email: z.string(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
  }),
  access_token: z.string(),
});
const Expiry = z.looseObject({ exp: z.number() });

/** The two steps of a WorkOS login, with PKCE. */
export function createIdentityClient({
  apiUrl,
  clientId,
  clientSecret,
}: ApprovalAppOptions['identity']) {
  return {
    authorizeUrl: (redirectUri: string, state: string, verifier: string): string => {
      const url = new URL('/user_management/authorize', apiUrl);
      url.search = new URLSearchParams({
        response_type: 'code',
        provider: 'authkit',
        client_id: clientId,
        redirect_uri: redirectUri,
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    /** Undefined when the provider refuses; throws when it does not answer. */
    authenticate: async (code: string, verifier: string): Promise<SignedIn | undefined> => {
      const answer = await fetch(new URL('/user_management/authenticate', apiUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          grant_type: 'authorization_code',
          client_id: clientId,
          client_secret: clientSecret,
          code,
          code_verifier: verifier,
        }),
        signal: AbortSignal.timeout(15_000),
      });
      if (answer.status >= 500) throw new Error(`the identity provider answered ${answer.status}`);
      if (!answer.ok) return undefined;
      const { user, access_token } = Authenticated.parse(await answer.json());
      const names = [user.first_name, user.last_name].filter((name) => name?.trim());
      return {
        accessToken: access_token,
        name: names.join(' ') || user.email,
        until: expiryOf(access_token) * 1_000,
      };
    },
  };
}
export type IdentityClient = ReturnType<typeof createIdentityClient>;

/** When the token ends, in seconds. Reads, verifies nothing: the ledger verifies it at each call. */
function expiryOf(token: string): number {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return Expiry.parse(JSON.parse(body)).exp;
}
