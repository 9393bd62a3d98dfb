import { z } from 'zod';

/** DSSE 1.0: bytes with signatures over their type and themselves. */
export const DsseEnvelope = z.strictObject({
  payloadType: z.literal('application/vnd.in-toto+json'),
  payload: z.base64().max(200_000),
  signatures: z
    .array(z.strictObject({ keyid: z.string().min(1).max(200), sig: z.base64().max(2_000) }))
    .min(1)
    .max(10),
});
export type DsseEnvelope = z.infer<typeof DsseEnvelope>;
