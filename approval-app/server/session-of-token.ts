import { z } from 'zod';
import { readSession, type Session } from './session.ts';

const Claims = z.looseObject({ sub: z.string(), org_id: z.string().optional() });

/** The session that an access token stands for, where nothing but the token is kept of a login. */
export function sessionOfToken(accessToken: string, name: string): Session {
  const body = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
  const { sub, org_id } = Claims.parse(JSON.parse(body));
  return readSession({
    userId: sub,
    email: name,
    firstName: name,
    lastName: null,
    accessToken,
    organizationId: org_id,
    impersonated: false,
  });
}
