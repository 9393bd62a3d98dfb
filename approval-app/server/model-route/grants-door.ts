import { GrantRequest } from '../../../action/domain/model-grant.ts';
import { answerError, answerJson, readJson, tokenOf } from './answers.ts';
import type { GrantOpening } from './grant-ledger.ts';
import { grantId, signRunToken } from './run-token.ts';

export interface GrantsDoor {
  /** What this bearer token may do with grants; undefined for one that may do nothing. */
  readonly openingFor: (bearer: string) => Promise<GrantOpening | undefined>;
  readonly key: Uint8Array;
  readonly audience: string;
  readonly now: () => number;
  /** Whether there is a provider of this name here. */
  readonly serves: (provider: string | undefined) => boolean;
}

const bodyLimit = 64 * 1024;
/** No run is longer; a grant that outlives its run by days helps only who stole it. */
const maxLifeMs = 24 * 60 * 60_000;

/** The trusted side's door: `POST /grants`, `DELETE /grants/:id`. */
export async function answerGrants(door: GrantsDoor, path: string, request: Request) {
  const bearer = tokenOf(request.headers);
  const opening = bearer === undefined ? undefined : await door.openingFor(bearer);
  if (!opening) return answerError(401, 'admin_only', 'the key is missing, wrong or expired');
  if (request.method === 'POST' && path === '/grants') return await issue(door, opening, request);
  if (request.method === 'DELETE') return await revoke(opening, path);
  return answerError(404, 'not_found', 'there is POST /grants and DELETE /grants/:id');
}

async function issue(door: GrantsDoor, opening: GrantOpening, request: Request): Promise<Response> {
  const wanted = GrantRequest.safeParse(await readJson(request, bodyLimit));
  if (!wanted.success) return answerError(400, 'invalid_grant', told(wanted.error.issues));
  const now = door.now();
  if (!door.serves(wanted.data.provider))
    return answerError(400, 'provider_not_served', 'this route has no key of that provider');
  if (wanted.data.expiresAt > now + maxLifeMs)
    return answerError(400, 'invalid_grant', 'expiresAt: a grant lives a day at most');
  const { key, audience } = door;
  const token = await signRunToken(wanted.data, { key, audience, now });
  const id = grantId(token);
  const { refused } = await opening.open(id, wanted.data);
  if (refused) return answerError(refused.status, refused.code, refused.message);
  return answerJson(201, { id, token });
}

async function revoke(opening: GrantOpening, path: string): Promise<Response> {
  if (await opening.revoke(path.slice('/grants/'.length)))
    return new Response(null, { status: 204 });
  return answerError(404, 'grant_unknown', 'there is no such grant');
}

function told(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [first] = issues;
  return `the body is not a grant request: ${first?.path.map(String).join('.')}: ${first?.message}`;
}
