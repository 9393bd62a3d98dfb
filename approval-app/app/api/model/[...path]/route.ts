import { serveModel } from '../../../../server/next/serve-model.ts';

/** A model may think for minutes. */
export const maxDuration = 300;

/** For sandboxes and jobs, which bring a run's token or their own: see `model-route`. */
export const GET = serveModel;
export const POST = serveModel;
export const DELETE = serveModel;
