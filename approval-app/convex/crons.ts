import { cronJobs } from 'convex/server';
import { internal } from './_generated/api.js';

/** What happens without anybody asking. */
const crons = cronJobs();
crons.interval('end what nobody decided in time', { minutes: 5 }, internal.expiry.sweep, {});
crons.interval('end what is shut out', { minutes: 5 }, internal.closings.endShutOut, {});
crons.interval('plan the deletion of old payloads', { hours: 1 }, internal.retention.sweep, {});
crons.interval('what only the server can do', { minutes: 5 }, internal.retention.callServer, {});
crons.interval('forget old deliveries', { hours: 6 }, internal.deliveries.forget, {});
crons.interval('forget old log-outs', { hours: 6 }, internal.sessions.forget, {});

export default crons;
