import { serve } from '../../../server/next/app-api.ts';

/** A new task. */
export const POST = serve('POST /api/prompts');
