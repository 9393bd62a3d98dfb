import { serve } from '../../../../server/next/app-api.ts';

/** How many runs wait, work, and ended. */
export const GET = serve('GET /api/runs/counts');
