import { z } from 'zod';

/** A path as the collector writes it: base64 of its bytes. */
export const WirePath = z.string().min(4).max(12_000);

/** The last line of everything the collector writes; what has none was cut off. */
export const EndLine = z.strictObject({
  end: z.literal(true),
  count: z.int().nonnegative(),
  /** False when a limit was reached. */
  complete: z.boolean(),
});
export type EndLine = z.infer<typeof EndLine>;
