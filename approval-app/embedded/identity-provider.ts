import { createHash, randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';
import { rolePermissions, type WorkspaceRole } from '../../action/domain/permission.ts';
import { listen } from '../server/listen.ts';
import { createCodes } from './authorization-codes.ts';

interface LocalUser {
  /** `user_...`. */
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

interface LocalMembership {
  readonly id: string;
  readonly userId: string;
  /** `org_...`. */
  readonly organizationId: string;
  readonly role: WorkspaceRole;
  readonly status: 'active' | 'inactive' | 'pending';
}

export interface IdentityProviderOptions {
  readonly clientId: string;
  /** WorkOS calls it the API key; it also opens the membership list. */
  readonly clientSecret: string;
  readonly users: readonly LocalUser[];
  readonly memberships: readonly LocalMembership[];
}

export interface IdentityProvider {
  readonly apiUrl: string;
  /** As WorkOS's tokens have it, so that no rule about issuers differs from production. */
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Where a login may return to; nothing else is redirected to. */
  allowRedirect(uri: string): void;
  /** An access token without the login, for tests of what a token may do. */
  mintAccessToken(userId: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

const tokenSeconds = 300;

/**
 * An identity provider with WorkOS's endpoints and token shape, FOR LOCAL USE: it asks nobody
 * for a password, it signs in whoever its start named. Everything else it is strict about:
 * known client, known redirect, PKCE, codes used once, memberships that are active.
 */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<IdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keyId = randomBytes(8).toString('hex');
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const issuer = `https://api.workos.com/user_management/${options.clientId}`;

  const mintAccessToken: IdentityProvider['mintAccessToken'] = async (userId, claims = {}) => {
    const membership = options.memberships.find((candidate) => candidate.userId === userId);
    const now = Math.floor(Date.now() / 1_000);
    return await new SignJWT({
      sid: `session_${randomBytes(12).toString('hex')}`,
      auth_time: now,
      ...(membership ? membershipClaims(membership) : {}),
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
      .setIssuer(issuer)
      .setSubject(userId)
      .setJti(randomBytes(16).toString('hex'))
      .setIssuedAt(now)
      .setExpirationTime(now + tokenSeconds)
      .sign(privateKey);
  };

  const redirects = new Set<string>();
  const app = identityRoutes(options, redirects, mintAccessToken);
  app.get(`/sso/jwks/${options.clientId}`, (context) => context.json({ keys: [jwk] }));
  const listening = await listen(app);
  return {
    apiUrl: listening.origin,
    issuer,
    jwksUrl: `${listening.origin}/sso/jwks/${options.clientId}`,
    allowRedirect: (uri) => void redirects.add(uri),
    mintAccessToken,
    close: listening.close,
  };
}

function membershipClaims({ organizationId, role }: LocalMembership) {
  return { org_id: organizationId, role, roles: [role], permissions: rolePermissions[role] };
}

function identityRoutes(
  options: IdentityProviderOptions,
  redirects: ReadonlySet<string>,
  mint: IdentityProvider['mintAccessToken'],
): Hono {
  const codes = createCodes();
  const app = new Hono();
  app.get('/user_management/authorize', (context) => authorize(context, options, redirects, codes));
  app.post('/user_management/authenticate', async (context) => {
    const asked = Authenticate.safeParse(await context.req.json().catch(() => undefined));
    if (!asked.success) return refused(context, 400, 'invalid_request');
    const { client_id, client_secret, code, code_verifier } = asked.data;
    if (client_id !== options.clientId || client_secret !== options.clientSecret)
      return refused(context, 401, 'invalid_client');
    const userId = codes.redeem(code, challengeOf(code_verifier));
    const user = options.users.find((candidate) => candidate.id === userId);
    if (!user) return refused(context, 400, 'invalid_grant');
    const membership = activeMembership(options, user.id);
    if (!membership) return refused(context, 403, 'organization_membership_required');
    return context.json({
      user: {
        object: 'user',
        id: user.id,
        email: user.email,
        email_verified: true,
        first_name: user.firstName,
        last_name: user.lastName,
      },
      organization_id: membership.organizationId,
      access_token: await mint(user.id),
      authentication_method: 'Local',
    });
  });
  app.get('/user_management/organization_memberships', (context) => {
    if (context.req.header('authorization') !== `Bearer ${options.clientSecret}`)
      return refused(context, 401, 'unauthorized');
    return context.json({ object: 'list', data: listed(options, context.req.query('user_id')) });
  });
  return app;
}

const Authenticate = z.looseObject({
  grant_type: z.literal('authorization_code'),
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string(),
  code_verifier: z.string().min(43).max(128),
});

const Authorize = z.looseObject({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.url(),
  state: z.string().min(1),
  code_challenge: z.string().min(43),
  code_challenge_method: z.literal('S256'),
  login_hint: z.string().optional(),
});

/** A bad request is answered here: redirecting it would make this an open redirector. */
function authorize(
  context: Context,
  options: IdentityProviderOptions,
  redirects: ReadonlySet<string>,
  codes: ReturnType<typeof createCodes>,
): Response {
  const asked = Authorize.safeParse(context.req.query());
  if (!asked.success || asked.data.client_id !== options.clientId)
    return refused(context, 400, 'invalid_request');
  if (!redirects.has(asked.data.redirect_uri)) return refused(context, 400, 'invalid_redirect_uri');
  const hint = asked.data.login_hint;
  const user = hint
    ? options.users.find((candidate) => candidate.email === hint || candidate.id === hint)
    : options.users[0];
  if (!user) return refused(context, 403, 'unknown_user');
  const back = new URL(asked.data.redirect_uri);
  back.searchParams.set('code', codes.issue(user.id, asked.data.code_challenge));
  back.searchParams.set('state', asked.data.state);
  return context.redirect(back.href, 302);
}

function activeMembership(options: IdentityProviderOptions, userId: string) {
  return options.memberships.find(
    (candidate) => candidate.userId === userId && candidate.status === 'active',
  );
}

function listed({ memberships }: IdentityProviderOptions, userId: string | undefined) {
  return memberships
    .filter((membership) => userId === undefined || membership.userId === userId)
    .map(({ id, userId: user_id, organizationId, role, status }) => ({
      object: 'organization_membership',
      id,
      user_id,
      organization_id: organizationId,
      role: { slug: role },
      status,
    }));
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function refused(context: Context, status: 400 | 401 | 403, error: string): Response {
  return context.json(
    { error, error_description: 'refused by the local identity provider' },
    status,
  );
}
