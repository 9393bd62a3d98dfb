import { serve } from '../../../server/next/app-api.ts';

/** To GitHub's page for installing the App, with what says on the way back that it began here. */
export const GET = serve('GET /github/install');
