import { serve } from '../../../../../../server/next/app-api.ts';

/** Sends on to a link that lives for a minute. */
export const GET = serve('GET /api/runs/:id/artifacts/:sha256');
