import { z } from 'zod';
import { ActorId } from './ids.ts';

/** Somebody or something that acts: a person, an App, an agent, or PatchPlane itself. */
export const Actor = z.strictObject({
  id: ActorId,
  displayName: z.string().min(1).max(200),
});
export type Actor = z.infer<typeof Actor>;
