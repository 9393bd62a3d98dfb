import { z } from 'zod';
import { WorkspaceId } from './ids.ts';

/** The team that owns runs: a WorkOS organisation, or the repository's owner without one. */
export const Workspace = z.strictObject({
  id: WorkspaceId,
  name: z.string().min(1).max(200),
});
export type Workspace = z.infer<typeof Workspace>;
