import { serve } from '../../../../../server/next/app-api.ts';

/** Something for the agent at work. */
export const POST = serve('POST /api/runs/:id/control');
