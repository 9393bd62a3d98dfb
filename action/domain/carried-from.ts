import { z } from 'zod';
import { GitObjectId, RunId } from './ids.ts';

/**
 * Where a candidate was taken from that no agent wrote in this run: the same patch, derived and
 * verified again on a base that moved. Nothing else of the earlier run counts here.
 */
export const CarriedFrom = z.strictObject({
  run: RunId,
  /** The base that the patch was made for. */
  baseSha: GitObjectId,
  /** Whether it came out byte for byte the same on the new base. */
  samePatch: z.boolean(),
  /** What changed on the base since, as one can read it; at most 50. */
  changedOnBase: z.array(z.string()).max(50),
  changedOnBaseCount: z.int().nonnegative(),
});
export type CarriedFrom = z.infer<typeof CarriedFrom>;
