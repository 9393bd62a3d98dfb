import type { UserIdentity } from 'convex/server';
import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import auth from '../convex/auth.config.ts';

export type TokenVerifier = (token: string) => Promise<Partial<UserIdentity>>;

/** The token is of nobody we know; `code` is what Convex answers with. */
export class TokenRefused extends Error {
  readonly code = 'NoAuthProvider';
}

/**
 * Tells whose token it is by the rules of the Convex backend: a provider is chosen by issuer
 * and audience, RS256 or ES256 by its published keys, 5 seconds of clock skew; registered
 * claims other than issuer and subject are not passed on, nested ones are flattened.
 */
export function createTokenVerifier(jwksOf: Readonly<Record<string, string>>): TokenVerifier {
  const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

  return async (token) => {
    const provider = providerOf(decodeJwt(token));
    const url = jwksOf[provider.issuer] ?? provider.jwks;
    const keys = keySets.get(url) ?? createRemoteJWKSet(new URL(url));
    keySets.set(url, keys);
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: [provider.algorithm],
      clockTolerance: 5,
      requiredClaims: ['iss', 'sub', 'exp'],
    });
    if (!protectedHeader.kid || !protectedHeader.typ) throw new TokenRefused('kid or typ missing');
    return identityOf(payload);
  };
}

function providerOf({ iss, aud }: JWTPayload) {
  const audiences = [aud ?? []].flat();
  for (const provider of auth.providers) {
    const sameIssuer = trimmed(provider.issuer) === trimmed(iss ?? '');
    const wanted = 'applicationID' in provider ? provider.applicationID : undefined;
    if (sameIssuer && (wanted === undefined || audiences.includes(wanted))) return provider;
  }
  throw new TokenRefused('No auth provider found matching the given token');
}

function trimmed(issuer: string): string {
  return issuer.replace(/\/$/, '');
}

function identityOf(payload: JWTPayload): Partial<UserIdentity> {
  const { iss, sub, aud, exp, iat, nbf, jti, ...claims } = payload;
  const issuer = iss ?? '';
  const subject = sub ?? '';
  return { ...flattened(claims), issuer, subject, tokenIdentifier: `${issuer}|${subject}` };
}

function flattened(claims: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(flattened(value, `${prefix}${name}.`))
        : [[`${prefix}${name}`, value]],
    ),
  );
}
