import { serveMachine } from '../../server/next/app-api.ts';

/** For monitors and doctor: what it stands on answers. */
export const GET = serveMachine('GET /readyz');
