import { serve } from '../../../../../../../server/next/app-api.ts';

/** A screenshot, as the bytes of a picture only. */
export const GET = serve('GET /api/runs/:id/evidence/:sha256/picture');
