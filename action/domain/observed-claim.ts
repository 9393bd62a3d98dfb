import { z } from 'zod';

/**
 * Something that an agent said about its own work, beside what the harness saw. A claim never
 * makes anything better: `confirmed` only says that the harness saw the same by itself.
 */
export const ObservedClaim = z.strictObject({
  claim: z.enum([
    /** That all tests pass. */
    'tests-pass',
    /** That tests were added. */
    'tests-added',
    /** That no test was changed or taken away. */
    'tests-untouched',
    /** That it builds. */
    'builds',
    /** That linters have nothing to say. */
    'lint-clean',
  ]),
  /** The agent's own words, cut; untrusted like everything it wrote. */
  quote: z.string().max(300),
  /** `not-observed`: nothing that the harness ran could tell. */
  observed: z.enum(['confirmed', 'contradicted', 'not-observed']),
  /** What the harness saw, in one sentence of ours. */
  because: z.string().max(300),
});
export type ObservedClaim = z.infer<typeof ObservedClaim>;
