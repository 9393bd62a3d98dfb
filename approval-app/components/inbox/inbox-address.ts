import type { Lane } from '../../contract/inbox.ts';

/** What part of the inbox an address shows. */
export interface InboxAddress {
  readonly lane: Lane | undefined;
  readonly repositoryId: string | undefined;
  readonly search: string | undefined;
  readonly cursor: string | undefined;
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const lanes: Record<string, Lane | undefined> = {
  'needs-decision': 'needs-decision',
  running: 'running',
  ended: 'ended',
  all: undefined,
};

/** Without a lane one sees what waits for people, or everything where one searches. */
export function readInboxAddress(query: Query): InboxAddress {
  const search = text(query['q'])?.trim().slice(0, 200) || undefined;
  const lane = text(query['lane']);
  return {
    lane: lane !== undefined && lane in lanes ? lanes[lane] : search ? undefined : 'needs-decision',
    repositoryId: text(query['repository']) || undefined,
    search,
    cursor: text(query['cursor']) || undefined,
  };
}

export function inboxHref({ lane, repositoryId, search, cursor }: InboxAddress): string {
  const query = new URLSearchParams({ lane: lane ?? 'all' });
  if (repositoryId) query.set('repository', repositoryId);
  if (search) query.set('q', search);
  if (cursor) query.set('cursor', cursor);
  return `/?${query}`;
}

function text(value: Query[string]): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
