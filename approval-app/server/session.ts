import { z } from 'zod';
import { Actor } from '../../action/domain/actor.ts';
import { WorkspaceId } from '../../action/domain/ids.ts';

/** A person who is signed in, as pages and handlers know them. Never stored: see `accessToken`. */
export interface Session {
  readonly actor: Actor;
  readonly email: string;
  /** Undefined for somebody who belongs to no organisation, and so sees nothing. */
  readonly workspaceId: string | undefined;
  /** The identity provider's name for this login in this browser; undefined where it gives none. */
  readonly sessionId: string | undefined;
  /** Request-scoped: goes to the ledger with this person's calls and nowhere else. */
  readonly accessToken: string;
  /** Support staff who sign in as somebody may look, and decide nothing. */
  readonly impersonated: boolean;
  /** Milliseconds since the epoch at which the token ends. */
  readonly until: number;
  /** Milliseconds since the epoch at which this person proved who they are; 0 where unknown. */
  readonly authenticatedAt: number;
}

export interface SignedInUser {
  readonly userId: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly accessToken: string;
  readonly organizationId: string | undefined;
  readonly impersonated: boolean;
}

const Claims = z.looseObject({
  exp: z.number(),
  auth_time: z.number().optional(),
  sid: z.string().min(1).optional(),
  act: z.unknown().optional(),
});

/** [SVC-01] The Actor of a WorkOS session. Reads claims, verifies nothing: the proxy did, and the ledger does again. */
export function readSession(user: SignedInUser): Session {
  const claims = claimsOf(user.accessToken);
  const names = [user.firstName, user.lastName].filter((name) => name?.trim());
  return {
    actor: Actor.parse({
      id: `workos:${user.userId}`,
      displayName: shortName(names.join(' ') || user.email),
    }),
    email: user.email,
    workspaceId: user.organizationId
      ? WorkspaceId.parse(`workos:${user.organizationId}`)
      : undefined,
    sessionId: claims.sid,
    accessToken: user.accessToken,
    impersonated: user.impersonated || claims.act !== undefined,
    until: claims.exp * 1_000,
    authenticatedAt: (claims.auth_time ?? 0) * 1_000,
  };
}

function claimsOf(token: string): z.infer<typeof Claims> {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return Claims.parse(JSON.parse(body));
}

/** As much as the ledger takes, in whole characters: half of one is no text, and would be refused. */
function shortName(name: string): string {
  let short = '';
  for (const character of name) {
    if (short.length + character.length > 200) break;
    short += character;
  }
  return short;
}
