import { serve } from '../../../../../server/next/app-api.ts';

export const GET = serve((api) => api.route('GET /api/runs/:id/patch'));
