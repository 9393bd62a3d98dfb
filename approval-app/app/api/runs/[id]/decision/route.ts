import { serve } from '../../../../../server/next/app-api.ts';

/** A person's answer. */
export const POST = serve('POST /api/runs/:id/decision');
