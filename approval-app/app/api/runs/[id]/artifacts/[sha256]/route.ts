import { serve } from '../../../../../../server/next/app-api.ts';

/** A piece of evidence, as a file to keep. */
export const GET = serve((api) => api.route('GET /api/runs/:id/artifacts/:sha256'));
