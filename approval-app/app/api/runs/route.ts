import { serve } from '../../../server/next/app-api.ts';

/** The inbox, for programs of people who are signed in. */
export const GET = serve('GET /api/runs');
