import { z } from 'zod';

/** What the approval app stands on, each as far as it can look by itself. */
export const readinessParts = [
  /** The ledger answers, and takes the server's own token. */
  'ledger',
  /** The evidence store answers, and its key may read. */
  'evidence',
  /** The identity provider answers, and takes the app's key. */
  'identity',
  /** GitHub knows the App by its number and key. */
  'github-app',
  /** The App was given what it needs, and hears what it has to. */
  'github-permissions',
  /** GitHub delivers to this very app. */
  'github-webhook',
] as const;
export type ReadinessPart = (typeof readinessParts)[number];

const State = z.enum(['ok', 'failed']);

/** What `GET /readyz` answers: words only. Nobody is told an address, a version or an error by it. */
export const Readiness = z.strictObject({
  status: z.enum(['ready', 'not-ready']),
  parts: z.record(z.enum(readinessParts), State),
  /** Ids of the keys that decisions are signed with: what a repository pins (`dsse-envelope.ts`). */
  signingKeys: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10),
});
export type Readiness = z.infer<typeof Readiness>;
