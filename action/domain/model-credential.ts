import { z } from 'zod';

/**
 * What an agent's sandbox holds to reach a model, safest first. A `grant` is of one run, with a
 * budget and an end. For an `organization-secret` the sandbox provider puts the provider's key in
 * on the way out: the agent can use it without a limit of ours, and can not read it. A `raw-key`
 * can be read and taken along.
 */
export const ModelCredential = z.enum(['grant', 'organization-secret', 'raw-key']);
export type ModelCredential = z.infer<typeof ModelCredential>;
