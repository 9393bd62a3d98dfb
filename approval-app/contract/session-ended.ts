import { z } from 'zod';

/**
 * What the ledger says beside code and message where a session was ended: whoever shows it signs in
 * again, which no other refusal leads to.
 */
export const SessionEnded = z.looseObject({ session: z.literal('ended') });
export type SessionEnded = z.infer<typeof SessionEnded>;
