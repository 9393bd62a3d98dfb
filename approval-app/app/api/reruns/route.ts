import { serve } from '../../../server/next/app-api.ts';

/** A further attempt. */
export const POST = serve('POST /api/reruns');
