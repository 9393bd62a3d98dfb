import { z } from 'zod';

/** What the parent and the R2 process say to each other. */

export const StartR2 = z.strictObject({
  stateDir: z.string(),
  bucket: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
});
export type StartR2 = z.infer<typeof StartR2>;

export const Listening = z.strictObject({ port: z.int().positive() });
export type Listening = z.infer<typeof Listening>;
