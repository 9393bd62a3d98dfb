import { serve } from '../../../../../server/next/app-api.ts';

export const POST = serve(({ control }) => control);
