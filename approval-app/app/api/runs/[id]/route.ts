import { serve } from '../../../../server/next/app-api.ts';

export const GET = serve(({ runs }) => runs.view);
