import { serve } from '../../../server/next/app-api.ts';

/** Where GitHub sends the browser after an installation. */
export const GET = serve('GET /github/setup');
