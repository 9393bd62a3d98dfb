import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { createCodes } from './authorization-codes.ts';
import { chooserPage } from './identity-chooser.ts';
import type { LocalMembership, LocalUser, People } from './identity-people.ts';
import type { IdentitySessions, SessionTokens } from './identity-sessions.ts';

export interface IdentityParts {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly people: People;
  readonly sessions: IdentitySessions;
  readonly redirects: ReadonlySet<string>;
}

/** WorkOS's endpoints as far as a login needs them, as strict as they are documented to be. */
export function identityRoutes(parts: IdentityParts): Hono {
  const codes = createCodes();
  const app = new Hono();
  app.get('/user_management/authorize', (context) => authorize(context, parts, codes));
  app.post('/user_management/authenticate', async (context) => {
    const asked = Authenticate.safeParse(await context.req.json().catch(() => undefined));
    if (!asked.success) return refused(context, 400, 'invalid_request');
    const { client_id, client_secret } = asked.data;
    if (client_id !== parts.clientId || client_secret !== parts.clientSecret)
      return refused(context, 401, 'invalid_client');
    return asked.data.grant_type === 'refresh_token'
      ? await refresh(context, parts, asked.data)
      : await redeem(context, parts, codes, asked.data);
  });
  app.get('/user_management/sessions/logout', (context) => logout(context, parts));
  app.get('/user_management/organization_memberships', (context) => {
    if (context.req.header('authorization') !== `Bearer ${parts.clientSecret}`)
      return refused(context, 401, 'unauthorized');
    return context.json({
      object: 'list',
      data: listed(parts, context.req.query('user_id'), context.req.query('organization_id')),
      list_metadata: { before: null, after: null },
    });
  });
  app.get('/user_management/users/:id/identities', (context) => {
    if (context.req.header('authorization') !== `Bearer ${parts.clientSecret}`)
      return refused(context, 401, 'unauthorized');
    const { githubId } = parts.people.findUser(context.req.param('id')) ?? {};
    return context.json(
      githubId ? [{ idp_id: githubId, type: 'OAuth', provider: 'GitHubOAuth' }] : [],
    );
  });
  return app;
}

const client = { client_id: z.string(), client_secret: z.string() };
const CodeGrant = z.looseObject({
  grant_type: z.literal('authorization_code'),
  ...client,
  code: z.string(),
  code_verifier: z.string().min(43).max(128),
});
const RefreshGrant = z.looseObject({
  grant_type: z.literal('refresh_token'),
  ...client,
  refresh_token: z.string(),
  organization_id: z.string().optional(),
});
const Authenticate = z.discriminatedUnion('grant_type', [CodeGrant, RefreshGrant]);

const Authorize = z.looseObject({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.url(),
  state: z.string().min(1),
  code_challenge: z.string().min(43),
  code_challenge_method: z.literal('S256'),
  login_hint: z.string().optional(),
  /** OpenID Connect: whoever logged in longer ago, in seconds, has to do it again. */
  max_age: z.coerce.number().int().nonnegative().optional(),
});

/** A bad request is answered here: redirecting it would make this an open redirector. */
function authorize(
  context: Context,
  { clientId, people, redirects }: IdentityParts,
  codes: ReturnType<typeof createCodes>,
): Response | Promise<Response> {
  const asked = Authorize.safeParse(context.req.query());
  if (!asked.success || asked.data.client_id !== clientId)
    return refused(context, 400, 'invalid_request');
  const { redirect_uri, login_hint, code_challenge, state, max_age } = asked.data;
  if (!redirects.has(redirect_uri)) return refused(context, 400, 'invalid_redirect_uri');
  if (!login_hint && people.users.length > 1 && wantsPage(context))
    return context.html(chooserPage(people.users, context.req.url));
  const user = login_hint ? people.findUser(login_hint) : people.users[0];
  if (!user) return refused(context, 403, 'unknown_user');
  const back = new URL(redirect_uri);
  const login = { userId: user.id, authenticatedAt: loginAt(people, user.id, max_age) };
  back.searchParams.set('code', codes.issue(login, code_challenge));
  back.searchParams.set('state', state);
  return context.redirect(back.href, 302);
}

/** A login that is remembered and young enough is as good as a new one. */
function loginAt(people: People, userId: string, maxAge: number | undefined): number {
  const now = Math.floor(Date.now() / 1_000);
  const remembered = people.loginOf(userId);
  if (remembered !== undefined && (maxAge === undefined || now - remembered <= maxAge))
    return remembered;
  people.forgetLogin(userId);
  return now;
}

async function redeem(
  context: Context,
  parts: IdentityParts,
  codes: ReturnType<typeof createCodes>,
  { code, code_verifier }: z.infer<typeof CodeGrant>,
): Promise<Response> {
  const login = codes.redeem(code, createHash('sha256').update(code_verifier).digest('base64url'));
  const user = login && parts.people.findUser(login.userId);
  if (!login || !user) return refused(context, 400, 'invalid_grant');
  const membership = parts.people.activeMembership(user.id);
  if (!membership) return refused(context, 403, 'organization_membership_required');
  const session = parts.sessions.begin(login, membership);
  return context.json(signedIn(user, membership, await parts.sessions.issue(session)));
}

/** Refreshing asks again who is a member: a token never outlives a membership by more than its own life. */
async function refresh(
  context: Context,
  parts: IdentityParts,
  { refresh_token, organization_id }: z.infer<typeof RefreshGrant>,
): Promise<Response> {
  const session = parts.sessions.ofRefreshToken(refresh_token);
  const user = session && parts.people.findUser(session.userId);
  if (!session || !user) return refused(context, 400, 'invalid_grant');
  const wanted = organization_id ?? session.organizationId;
  const membership = parts.people.activeMembership(user.id, wanted);
  if (!membership) return refused(context, 403, 'organization_membership_required');
  const tokens = await parts.sessions.exchange(refresh_token, session, wanted);
  return context.json(signedIn(user, membership, tokens));
}

function signedIn(user: LocalUser, membership: LocalMembership, tokens: SessionTokens) {
  return {
    user: {
      object: 'user',
      id: user.id,
      email: user.email,
      email_verified: true,
      first_name: user.firstName,
      last_name: user.lastName,
      profile_picture_url: null,
      created_at: new Date(0).toISOString(),
      updated_at: new Date(0).toISOString(),
    },
    organization_id: membership.organizationId,
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    authentication_method: 'Local',
    ...(user.impersonatedBy
      ? { impersonator: { email: user.impersonatedBy, reason: 'support' } }
      : {}),
  };
}

/** Ends the session, and sends back only to where a login of this client may come from. */
function logout(context: Context, { sessions, redirects }: IdentityParts): Response {
  const { session_id, return_to } = context.req.query();
  if (session_id) sessions.end(session_id);
  const origins = new Set([...redirects].map((uri) => new URL(uri).origin));
  const target = return_to && URL.canParse(return_to) ? new URL(return_to) : undefined;
  if (target && origins.has(target.origin)) return context.redirect(target.href, 302);
  const [first] = origins;
  return first ? context.redirect(first, 302) : context.text('signed out');
}

function wantsPage(context: Context): boolean {
  return context.req.header('accept')?.includes('text/html') ?? false;
}

function listed(
  { people }: IdentityParts,
  userId: string | undefined,
  organizationId: string | undefined,
) {
  const all = userId === undefined ? people.memberships() : people.membershipsOf(userId);
  const shown = all.filter(
    (each) => (organizationId ?? each.organizationId) === each.organizationId,
  );
  return shown.map((membership) => ({
    object: 'organization_membership',
    id: membership.id,
    user_id: membership.userId,
    organization_id: membership.organizationId,
    organization_name: membership.organizationName ?? membership.organizationId,
    role: { slug: membership.role },
    roles: [membership.role, ...(membership.moreRoles ?? [])].map((slug) => ({ slug })),
    status: membership.status,
    custom_attributes: {},
    created_at: new Date(0).toISOString(),
    updated_at: new Date(0).toISOString(),
  }));
}

function refused(context: Context, status: 400 | 401 | 403, error: string): Response {
  return context.json(
    { error, error_description: 'refused by the local identity provider' },
    status,
  );
}
