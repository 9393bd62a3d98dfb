import type { GrantRefusal, GrantRequest, GrantWish } from '../../../action/domain/model-grant.ts';

/** Let through; `outputTokens` is what is left to pay for an answer. */
export interface Reservation {
  readonly runId: string;
  /** Which admitted request of its grant it is, from 0. */
  readonly number: number;
  readonly outputTokens: number;
  /** What an answer costs, for a meter. */
  readonly request: GrantRequest;
}

export type Reserved = Reservation | { readonly refused: GrantRefusal };

/**
 * Where grants and what they spent are kept. Contract: `reserve` decides and writes in one step
 * (`admitRequest`), so that parallel requests can not overdraw; a grant that is not known is
 * refused; after `revoke`, or once its run has ended, nothing is let through; `settle` twice is
 * once.
 */
export interface GrantLedger {
  reserve(id: string, wish: GrantWish): Promise<Reserved>;
  settle(
    id: string,
    holdId: string,
    paid: { readonly tokens: number; readonly costUsd: number },
  ): Promise<void>;
}

/** Who may make grants: the trusted side of a run. */
export interface GrantOpening {
  /** Refused where the caller may not have a grant for this run. */
  open(id: string, request: GrantRequest): Promise<{ readonly refused?: GrantRefusal }>;
  /** Whether there was such a grant. */
  revoke(id: string): Promise<boolean>;
}

export const unknownGrant: GrantRefusal = {
  status: 401,
  code: 'grant_unknown',
  message: 'this is not a grant of this route',
};
