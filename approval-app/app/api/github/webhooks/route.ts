import { serveMachine } from '../../../../server/next/app-api.ts';

/** What GitHub delivers. */
export const POST = serveMachine('POST /api/github/webhooks');
