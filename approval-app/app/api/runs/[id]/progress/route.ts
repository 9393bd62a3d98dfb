import { serve } from '../../../../../server/next/app-api.ts';

/** How far the publish workflow is. */
export const POST = serve('POST /api/runs/:id/progress');
