import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listen, shut } from '../listen.ts';

/** The claims of a GitHub Actions job that tell it apart; all strings, as GitHub sends them. */
export interface JobClaims {
  readonly repository: string;
  readonly repository_id: string;
  readonly repository_owner_id: string;
  readonly run_id: string;
  readonly run_attempt: string;
  /** `owner/name/.github/workflows/file.yml@refs/heads/main`. */
  readonly job_workflow_ref: string;
  readonly event_name: string;
  readonly ref: string;
  readonly actor: string;
  readonly actor_id: string;
}

/** What a runner puts into a job's environment so that it can ask for tokens. */
interface TokenRequest {
  readonly requestUrl: string;
  readonly requestToken: string;
}

export interface OidcIssuer {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** A job that may ask for tokens with these claims, until the issuer closes. */
  admit(claims: JobClaims): TokenRequest;
  close(): Promise<void>;
}

const issuer = 'https://token.actions.githubusercontent.com';
const lifetimeSeconds = 300;

/**
 * GitHub's OIDC token endpoint on loopback, for demo and tests: `GET <requestUrl>&audience=...`
 * with the job's request token answers `{ value: jwt }`. Its keys are made at start and
 * known to nobody else, so its tokens are worth something only where its JWKS is trusted.
 */
export async function startOidcIssuer(): Promise<OidcIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keyId = randomBytes(8).toString('hex');
  const publicJwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const jobs = new Map<string, JobClaims>();

  const app = new Hono();
  app.get('/.well-known/jwks', (context) => context.json({ keys: [publicJwk] }));
  app.get('/token', async (context) => {
    const [scheme, requestToken] = (context.req.header('authorization') ?? '').split(' ');
    const claims = scheme?.toLowerCase() === 'bearer' ? jobs.get(requestToken ?? '') : undefined;
    if (!claims) return context.json({ message: 'unauthorized' }, 401);
    const audience = context.req.query('audience') ?? `https://github.com/${ownerOf(claims)}`;
    return context.json({ count: 1, value: await sign(claims, audience) });
  });

  async function sign(claims: JobClaims, audience: string): Promise<string> {
    return await new SignJWT({
      ...claims,
      repository_owner: ownerOf(claims),
      workflow_ref: claims.job_workflow_ref,
      runner_environment: 'github-hosted',
    })
      .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
      .setIssuer(issuer)
      .setSubject(`repo:${claims.repository}:ref:${claims.ref}`)
      .setAudience(audience)
      .setJti(randomBytes(16).toString('hex'))
      .setIssuedAt()
      .setNotBefore('-10s')
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(privateKey);
  }

  const server = createServer(getRequestListener(app.fetch));
  const origin = `http://127.0.0.1:${await listen(server)}`;

  return {
    issuer,
    jwksUrl: `${origin}/.well-known/jwks`,
    admit: (claims) => {
      const requestToken = randomBytes(24).toString('base64url');
      jobs.set(requestToken, claims);
      return { requestUrl: `${origin}/token?api-version=2.0`, requestToken };
    },
    close: () => shut(server),
  };
}

function ownerOf(claims: JobClaims): string {
  return claims.repository.split('/')[0] ?? '';
}
