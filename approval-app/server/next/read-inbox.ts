import 'server-only';
import type { InboxAddress } from '../../components/inbox/inbox-address.ts';
import type { InboxCounts, InboxPage, InboxRepository } from '../../contract/inbox.ts';
import { appParts } from './app-parts.ts';
import { orSignIn } from './or-sign-in.ts';
import { requireSession } from './session.ts';

const pageSize = 30;

export interface Inbox {
  readonly counts: InboxCounts;
  readonly page: InboxPage;
  /** All of the workspace, whatever this page of the list shows. */
  readonly repositories: readonly InboxRepository[];
  readonly now: number;
}

/** What the inbox shows at this address, under the token of who is looking. */
export async function readInbox(at: InboxAddress): Promise<Inbox> {
  const { accessToken } = await requireSession();
  const { ledger } = appParts();
  const [counts, repositories, page] = await orSignIn(
    Promise.all([
      ledger.inboxCounts(accessToken),
      ledger.inboxRepositories(accessToken),
      ledger.inbox(accessToken, {
        lane: at.lane,
        repositoryId: at.repositoryId,
        search: at.search,
        cursor: at.cursor ?? null,
        limit: pageSize,
      }),
    ]),
  );
  return { counts, page, repositories, now: Date.now() };
}
