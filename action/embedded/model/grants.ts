import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { costOf, Pricing, type Tokens } from './tokens.ts';

/** What the trusted side asks for: one run, one model, a limit, an end. */
export const GrantRequest = z.strictObject({
  runId: z.string().min(1).max(100),
  model: z.string().min(1).max(300),
  maxRequests: z.int().positive(),
  maxCostUsd: z.number().positive(),
  /** Milliseconds since the epoch. */
  expiresAt: z.int().nonnegative(),
  /** US dollars per million tokens; without them the cost limit cannot bite. */
  pricing: Pricing.optional(),
});
export type GrantRequest = z.infer<typeof GrantRequest>;

/**
 * An answer is paid for when it is over, so many at once could overdraw the cost limit before
 * the first one counts. An agent needs one, and a few more while it summarises.
 */
const maxInFlight = 4;

interface Grant extends GrantRequest {
  readonly id: string;
  revoked: boolean;
  requests: number;
  inFlight: number;
  costUsd: number;
}

/** A grant that admitted a request. */
export interface Admission {
  readonly runId: string;
  readonly number: number;
  /** What the answer cost so far; the last word counts. */
  charge(tokens: Tokens): void;
  /** The answer is over, however it ended. */
  done(): void;
}

/** `denied` names the HTTP status and what to tell the client. */
export type Admitted =
  | { readonly admission: Admission }
  | {
      readonly denied: { readonly status: number; readonly code: string; readonly message: string };
    };

export interface Grants {
  issue(request: GrantRequest): { readonly id: string; readonly token: string };
  revoke(id: string): boolean;
  /** Counts the request when it is admitted. */
  admit(token: string | undefined, model: string): Admitted;
}

/** The id of a grant is derived from its token: revoking needs no second secret. */
export function grantId(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 32);
}

export function createGrants(now: () => number): Grants {
  const grants = new Map<string, Grant>();

  return {
    issue(request) {
      const token = `ppg_${randomBytes(32).toString('base64url')}`;
      const id = grantId(token);
      grants.set(id, { ...request, id, revoked: false, requests: 0, inFlight: 0, costUsd: 0 });
      return { id, token };
    },
    revoke(id) {
      const grant = grants.get(id);
      if (grant) grant.revoked = true;
      return grant !== undefined;
    },
    admit(token, model) {
      const grant = token === undefined ? undefined : grants.get(grantId(token));
      if (!grant) return denied(401, 'grant_unknown', 'this is not a grant of this route');
      const refusal = refusalOf(grant, model, now());
      if (refusal) return refusal;
      return { admission: admitTo(grant) };
    },
  };
}

function admitTo(grant: Grant): Admission {
  const number = grant.requests;
  let charged = 0;
  let over = false;
  grant.requests += 1;
  grant.inFlight += 1;
  return {
    runId: grant.runId,
    number,
    charge(tokens) {
      const cost = grant.pricing ? costOf(tokens, grant.pricing) : 0;
      grant.costUsd += cost - charged;
      charged = cost;
    },
    done() {
      if (!over) grant.inFlight -= 1;
      over = true;
    },
  };
}

function refusalOf(grant: Grant, model: string, now: number): Admitted | undefined {
  if (grant.revoked) return denied(401, 'grant_revoked', 'the grant was revoked: the run is over');
  if (!(now < grant.expiresAt)) return denied(401, 'grant_expired', 'the grant has expired');
  if (model !== grant.model)
    return denied(403, 'model_not_granted', `the grant is for the model "${grant.model}" only`);
  // "out of budget" is what clients know not to try again.
  if (grant.requests >= grant.maxRequests)
    return overBudget(`the run is out of budget: all ${grant.maxRequests} model requests are used`);
  if (grant.costUsd >= grant.maxCostUsd)
    return overBudget(`the run is out of budget: ${grant.maxCostUsd} USD are spent`);
  if (grant.inFlight >= maxInFlight)
    return denied(429, 'too_many_at_once', `at most ${maxInFlight} requests at a time`);
  return undefined;
}

function overBudget(message: string): Admitted {
  return denied(402, 'budget_used_up', message);
}

function denied(status: number, code: string, message: string): Admitted {
  return { denied: { status, code, message } };
}
