import { z } from 'zod';
import { RunId, Sha256, Timestamp } from './ids.ts';
import { RunState } from './run-state.ts';

const Numeric = z.string().regex(/^\d{1,20}$/);

/** What the one comment of a run says of itself to machines, on the forge and between our steps. */
export const RunMarker = z
  .strictObject({
    runId: RunId,
    deliveryId: z.string().min(1).max(200),
    /** Number of the account that asked. */
    actorExternalId: Numeric,
    startedAt: Timestamp,
    state: RunState,
    /** The workflow run that it lives in. */
    githubRunId: Numeric.exactOptional(),
    subjectSha256: Sha256.exactOptional(),
  })
  .readonly();
export type RunMarker = z.infer<typeof RunMarker>;
