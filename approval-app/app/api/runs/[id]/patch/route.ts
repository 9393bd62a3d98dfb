import { serve } from '../../../../../server/next/app-api.ts';

/** The canonical patch, byte for byte. */
export const GET = serve('GET /api/runs/:id/patch');
