import { ConvexError } from 'convex/values';
import { SessionEnded } from '../contract/session-ended.ts';

/** Whether the ledger refused because the session was ended, and not because of what was asked. */
export function isSessionEnded(error: unknown): boolean {
  return error instanceof ConvexError && SessionEnded.safeParse(error.data).success;
}
