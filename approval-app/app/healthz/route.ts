import { serveMachine } from '../../server/next/app-api.ts';

/** For monitors: the process answers. */
export const GET = serveMachine('GET /healthz');
