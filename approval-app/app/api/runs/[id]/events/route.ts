import { serve } from '../../../../../server/next/app-api.ts';

/** The agent's events, by position. */
export const GET = serve('GET /api/runs/:id/events');
