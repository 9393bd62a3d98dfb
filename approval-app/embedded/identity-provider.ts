import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { rolePermissions } from '../../action/domain/permission.ts';
import { listen } from '../server/listen.ts';
import { createPeople, type LocalMembership, type LocalUser } from './identity-people.ts';
import { identityRoutes } from './identity-routes.ts';
import { createIdentitySessions } from './identity-sessions.ts';

export interface IdentityProviderOptions {
  readonly clientId: string;
  /** WorkOS calls it the API key; it also opens the membership list. */
  readonly clientSecret: string;
  readonly users: readonly LocalUser[];
  readonly memberships: readonly LocalMembership[];
  /** How long an access token lives; WorkOS's is five minutes. */
  readonly tokenSeconds?: number;
  /** How long an exchanged refresh token is answered with the same once more; WorkOS's is 30. */
  readonly graceSeconds?: number;
}

export interface IdentityProvider {
  readonly apiUrl: string;
  /** As WorkOS's tokens have it, so that no rule about issuers differs from production. */
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Where a login may return to; nothing else is redirected to. */
  allowRedirect(uri: string): void;
  /** Adds a membership or changes one, by its id; tokens that are out keep what they say. */
  setMembership(membership: LocalMembership): void;
  /** From now on this person logged in here so many minutes ago, and is not asked again unless told. */
  rememberLogin(userId: string, minutesAgo: number): void;
  /** An access token without the login, for tests of what a token may do. */
  mintAccessToken(userId: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

const usualTokenSeconds = 300;
const usualGraceSeconds = 30;

/**
 * An identity provider with WorkOS's endpoints and token shape, FOR LOCAL USE: it asks nobody
 * for a password, it signs in whoever its start named. Everything else it is strict about:
 * known client, known redirect, PKCE, codes and refresh tokens used once, memberships that are
 * active, sessions that stand.
 */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<IdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keyId = randomBytes(8).toString('hex');
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const issuer = `https://api.workos.com/user_management/${options.clientId}`;
  const people = createPeople(options.users, options.memberships);

  const mintAccessToken: IdentityProvider['mintAccessToken'] = async (userId, claims = {}) => {
    const organizationId = claims['org_id'];
    const membership = people.activeMembership(
      userId,
      typeof organizationId === 'string' ? organizationId : undefined,
    );
    const now = Math.floor(Date.now() / 1_000);
    const { impersonatedBy } = people.findUser(userId) ?? {};
    return await new SignJWT({
      sid: `session_${randomBytes(12).toString('hex')}`,
      auth_time: now,
      ...(membership ? membershipClaims(membership) : {}),
      ...(impersonatedBy ? { act: { sub: impersonatedBy } } : {}),
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
      .setIssuer(issuer)
      .setSubject(userId)
      .setJti(randomBytes(16).toString('hex'))
      .setIssuedAt(now)
      .setExpirationTime(now + (options.tokenSeconds ?? usualTokenSeconds))
      .sign(privateKey);
  };

  const redirects = new Set<string>();
  const app = identityRoutes({
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    people,
    redirects,
    sessions: createIdentitySessions({
      graceMs: (options.graceSeconds ?? usualGraceSeconds) * 1_000,
      mint: async ({ id, userId, organizationId, authenticatedAt }) =>
        await mintAccessToken(userId, {
          sid: id,
          org_id: organizationId,
          auth_time: authenticatedAt,
        }),
    }),
  });
  app.get(`/sso/jwks/${options.clientId}`, (context) => context.json({ keys: [jwk] }));
  const listening = await listen(app);
  return {
    apiUrl: listening.origin,
    issuer,
    jwksUrl: `${listening.origin}/sso/jwks/${options.clientId}`,
    allowRedirect: (uri) => void redirects.add(uri),
    setMembership: people.setMembership,
    rememberLogin: (userId, minutesAgo) =>
      people.rememberLogin(userId, Math.floor(Date.now() / 1_000) - minutesAgo * 60),
    mintAccessToken,
    close: listening.close,
  };
}

function membershipClaims({ organizationId, role }: LocalMembership) {
  return { org_id: organizationId, role, roles: [role], permissions: rolePermissions[role] };
}
