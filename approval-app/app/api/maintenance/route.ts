import { serveMachine } from '../../../server/next/app-api.ts';

/** Called by a cron. */
export const GET = serveMachine('GET /api/maintenance');
