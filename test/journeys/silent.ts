import type { TelemetryService } from '../../action/core/services/telemetry-service.ts';

/** For a main line that runs in the test's own process. */
export const silent: TelemetryService = {
  progress: () => undefined,
  span: async (_, work) => await work(),
  captureError: () => undefined,
};
