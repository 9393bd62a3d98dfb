import {
  admitRequest,
  type GrantAccount,
  openAccount,
  settleRequest,
} from '../../../action/domain/model-grant.ts';
import { type GrantLedger, type GrantOpening, unknownGrant } from './grant-ledger.ts';

/** For a route of one process: grants end with it. */
export function createMemoryLedger(now: () => number): GrantLedger & GrantOpening {
  const accounts = new Map<string, GrantAccount>();
  return {
    async open(id, request) {
      accounts.set(id, openAccount(request));
      return {};
    },
    async revoke(id) {
      const account = accounts.get(id);
      if (account) accounts.set(id, { ...account, revoked: true });
      return account !== undefined;
    },
    async reserve(id, wish) {
      const account = accounts.get(id);
      if (!account) return { refused: unknownGrant };
      const admitted = admitRequest(account, wish, now());
      if ('refused' in admitted) return admitted;
      accounts.set(id, admitted.account);
      const { number, outputTokens } = admitted;
      return { runId: account.request.runId, number, outputTokens, request: account.request };
    },
    async settle(id, holdId, paid) {
      const account = accounts.get(id);
      if (account) accounts.set(id, settleRequest(account, holdId, paid));
    },
  };
}
