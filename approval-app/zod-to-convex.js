export { zodToConvex } from 'convex-helpers/server/zod4';
