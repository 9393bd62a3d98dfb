'use client';

import { useLinkStatus } from 'next/link';

/** A line along the top of the window: the next page is on its way, this one can still be read. */
export function WaitLine() {
  return <span className="wait-line" aria-hidden="true" />;
}

/**
 * Stands inside a link and shows the line while its page is fetched. A `loading.tsx` would show more
 * and cost every first load a third of a second: React holds back what replaces a fallback that was
 * just painted. https://nextjs.org/docs/app/api-reference/functions/use-link-status
 */
export function LinkWait() {
  return useLinkStatus().pending ? <WaitLine /> : null;
}
