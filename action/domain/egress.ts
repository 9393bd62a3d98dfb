import { z } from 'zod';

/** One try to get out of a sandbox, made from inside before anything untrusted ran there. */
export const EgressProbe = z.strictObject({
  name: z.enum(['dns', 'direct-ip', 'ipv6', 'metadata', 'allowed-host', 'denied-host']),
  /** What was tried: an address, a name, `host:port`. */
  target: z.string().max(4_000),
  expected: z.enum(['blocked', 'reachable']),
  observed: z.enum(['blocked', 'reachable', 'not-tried']),
  /** An error code or a status, as the probe saw it. */
  detail: z.string().max(4_000),
});
export type EgressProbe = z.infer<typeof EgressProbe>;

/** A connection that the provider refused while the sandbox was in use. */
export const RefusedConnection = z.strictObject({
  /** `host:port` as asked for. */
  target: z.string().max(4_000),
  /** What asked, as the inside of the sandbox says: a claim. Null where nobody could see it. */
  command: z.string().max(4_000).nullable(),
  times: z.int().positive(),
});
export type RefusedConnection = z.infer<typeof RefusedConnection>;

/**
 * What is known of a sandbox's way out. `enforced`: every probe ended as the allow list says.
 * Anything else, a probe that could not run included, is `unverified`.
 */
export const EgressReport = z.strictObject({
  status: z.enum(['enforced', 'unverified']),
  probes: z.array(EgressProbe).max(20),
  /** Null where the provider keeps no log of it that can be read. */
  refused: z.array(RefusedConnection).max(100).nullable(),
});
export type EgressReport = z.infer<typeof EgressReport>;

/** Nobody looked, so nobody knows. */
export const unverifiedEgress: EgressReport = { status: 'unverified', probes: [], refused: null };

/** No probe at all proves nothing. */
export function egressStatus(probes: readonly EgressProbe[]): EgressReport['status'] {
  const held = probes.every(({ expected, observed }) => observed === expected);
  return held && probes.length > 0 ? 'enforced' : 'unverified';
}
