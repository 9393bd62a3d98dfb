import { serveMachine } from '../../../../server/next/app-api.ts';

/** What WorkOS delivers. */
export const POST = serveMachine('POST /api/workos/webhooks');
