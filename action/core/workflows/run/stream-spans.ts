import type { RuntimeEvent } from '../../../domain/runtime-event.ts';
import type { RuntimeService } from '../../services/runtime-service.ts';
import type { TelemetryService } from '../../services/telemetry-service.ts';

/** A long run streams a hundred thousand events: one in so many is told of. */
const sampleEvery = 100;

/** The runtime, with a span for the first of its events and every hundredth after it. */
export function withStreamSpans(
  runtime: RuntimeService,
  telemetry: Pick<TelemetryService, 'span'>,
): RuntimeService {
  return {
    ...runtime,
    async *streamEvents(handle) {
      let count = 0;
      for await (const event of runtime.streamEvents(handle)) {
        if (count % sampleEvery === 0) await tell(telemetry, handle.session.id, event, count);
        count += 1;
        yield event;
      }
    },
  };
}

async function tell(
  telemetry: Pick<TelemetryService, 'span'>,
  sessionId: string,
  { type }: RuntimeEvent,
  count: number,
): Promise<void> {
  await telemetry.span('patchplane.runtime.stream_event', async () => undefined, {
    facts: {
      'patchplane.session.id': sessionId,
      'patchplane.event.type': type,
      'patchplane.event.count': count,
    },
  });
}
