import { serve } from '../../../server/next/app-api.ts';

/** Where GitHub sends the browser after the App was installed. */
export const GET = serve((api) => api.route('GET /github/setup'));
