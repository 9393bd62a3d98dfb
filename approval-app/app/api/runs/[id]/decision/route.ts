import { serve } from '../../../../../server/next/app-api.ts';

export const POST = serve((api) => api.route('POST /api/runs/:id/decision'));
