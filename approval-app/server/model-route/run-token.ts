import { createHash, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { GrantRequest } from '../../../action/domain/model-grant.ts';

/** Names the route: a token of ours is good for nothing anywhere else, nor theirs here. */
const issuer = 'patchplane-model-route';
const type = 'patchplane-run+jwt';

const Claims = z.looseObject({
  sub: z.string().min(1),
  jti: z.string().min(1),
  model: z.string().min(1),
  provider: z.string().optional(),
});

/** What a run's token says. What was spent so far is in the ledger. */
export interface RunToken {
  readonly runId: string;
  readonly model: string;
  readonly provider: string | undefined;
}

export type ReadToken = RunToken | { readonly wrong: 'expired' | 'not-ours' };

/**
 * Signs what a sandbox gets in place of a key: run, model, budget and end, for this route only
 * (RFC 7519; HMAC, since the route that signs is the route that checks).
 */
export function signRunToken(
  request: GrantRequest,
  { key, audience, now }: { key: Uint8Array; audience: string; now: number },
): Promise<string> {
  const { runId, model, provider, maxRequests, maxTokens, maxCostUsd, expiresAt } = request;
  return new SignJWT({
    model,
    ...(provider === undefined ? {} : { provider }),
    budget: { maxRequests, maxCostUsd, ...(maxTokens === undefined ? {} : { maxTokens }) },
  })
    .setProtectedHeader({ alg: 'HS256', typ: type })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(runId)
    .setJti(randomUUID())
    .setIssuedAt(Math.floor(now / 1_000))
    .setExpirationTime(Math.ceil(expiresAt / 1_000))
    .sign(key);
}

export async function readRunToken(
  token: string,
  { key, audience, now }: { key: Uint8Array; audience: string; now: number },
): Promise<ReadToken> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: type,
      issuer,
      audience,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub', 'jti'],
    });
    const { sub, model, provider } = Claims.parse(payload);
    return { runId: sub, model, provider };
  } catch (error) {
    return { wrong: isExpiry(error) ? 'expired' : 'not-ours' };
  }
}

/** The id of a grant is derived from its token: revoking needs no second secret. */
export function grantId(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 32);
}

function isExpiry(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
}
