import { serveMachine } from '../../../../server/next/app-api.ts';

/** Called by publish jobs. */
export const POST = serveMachine('POST /api/github/approvers');
