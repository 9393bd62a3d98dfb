import { createPublicKey } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { tokenIn } from './access.ts';
import type { InstalledApp } from './caller.ts';
import type { Forge } from './forge.ts';
import { type ApiContext, ApiError } from './reply.ts';

const longestSeconds = 600;
const clockDriftSeconds = 60;

/**
 * The App that signed the request's JSON web token: RS256, issued by the App's id, for ten
 * minutes at most. Anything else is 401, as for a wrong token.
 */
export async function callingAppByKey(context: ApiContext, forge: Forge): Promise<InstalledApp> {
  const token = tokenIn(context.req.header('authorization'));
  for (const app of forge.apps) {
    if (await isSignedBy(token, app)) return app;
  }
  throw new ApiError(401, 'A JSON web token could not be decoded');
}

async function isSignedBy(token: string, app: InstalledApp): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, createPublicKey(app.publicKey), {
      algorithms: ['RS256'],
      requiredClaims: ['iat', 'exp', 'iss'],
      clockTolerance: clockDriftSeconds,
    });
    const { exp = 0, iss } = payload;
    // Some clients send the id as a number.
    if (![String(app.id), `Iv1.${app.id}`].includes(String(iss))) return false;
    if (exp > Date.now() / 1_000 + longestSeconds + clockDriftSeconds)
      throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
    return true;
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new ApiError(
        401,
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      );
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}
