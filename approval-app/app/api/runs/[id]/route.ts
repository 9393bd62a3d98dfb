import { serve } from '../../../../server/next/app-api.ts';

/** One run with all that hangs on it. */
export const GET = serve('GET /api/runs/:id');
