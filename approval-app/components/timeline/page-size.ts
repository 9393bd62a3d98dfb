/** Events that are fetched together: more than a screen shows, and little enough to be quick. */
export const pageSize = 50;
