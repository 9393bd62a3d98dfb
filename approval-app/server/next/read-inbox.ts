import 'server-only';
import type { InboxAddress } from '../../components/inbox/inbox-address.ts';
import type { InboxView } from '../../contract/inbox.ts';
import { appParts } from './app-parts.ts';
import { orSignIn } from './or-sign-in.ts';
import { requireSession } from './session.ts';

const pageSize = 30;

export interface Inbox extends InboxView {
  readonly now: number;
}

/** What the inbox shows at this address, under the token of who is looking. */
export async function readInbox(at: InboxAddress): Promise<Inbox> {
  const { accessToken } = await requireSession();
  const view = await orSignIn(
    appParts().ledger.inboxView(accessToken, {
      lane: at.lane,
      repositoryId: at.repositoryId,
      search: at.search,
      cursor: at.cursor ?? null,
      limit: pageSize,
    }),
  );
  return { ...view, now: Date.now() };
}
