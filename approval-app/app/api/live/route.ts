import { serve } from '../../../server/next/app-api.ts';

/** What an open page follows: a run, or the inbox. */
export const GET = serve('GET /api/live');
