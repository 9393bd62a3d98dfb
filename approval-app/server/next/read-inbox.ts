import 'server-only';
import type { InboxAddress } from '../../components/inbox/inbox-address.ts';
import type { InboxCounts, InboxPage } from '../../contract/inbox.ts';
import { appParts } from './app-parts.ts';
import { requireSession } from './session.ts';

const pageSize = 50;

export interface Inbox {
  readonly counts: InboxCounts;
  readonly page: InboxPage;
  readonly repositories: readonly { readonly id: string; readonly name: string }[];
  readonly now: number;
}

/** What the inbox shows at this address, under the token of who is looking. */
export async function readInbox(at: InboxAddress): Promise<Inbox> {
  const { accessToken } = await requireSession();
  const { ledger } = appParts();
  const [counts, page] = await Promise.all([
    ledger.inboxCounts(accessToken),
    ledger.inbox(accessToken, {
      lane: at.lane,
      repositoryId: at.repositoryId,
      search: at.search,
      cursor: at.cursor ?? null,
      limit: pageSize,
    }),
  ]);
  const names = new Map(
    page.entries.map(({ repositoryId, repository }) => [repositoryId, repository]),
  );
  if (at.repositoryId && !names.has(at.repositoryId)) names.set(at.repositoryId, at.repositoryId);
  return {
    counts,
    page,
    repositories: [...names].map(([id, name]) => ({ id, name })),
    now: Date.now(),
  };
}
