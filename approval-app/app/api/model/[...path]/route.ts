import { modelRoute } from '../../../../server/next/model-route.ts';

/** A model may think for minutes. */
export const maxDuration = 300;

export { modelRoute as DELETE, modelRoute as POST };
