import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

/** Nobody waits longer than this for a collector. */
const timeoutMillis = 3_000;

/**
 * Sends the server's spans to `OTEL_EXPORTER_OTLP_ENDPOINT`, with the headers of
 * `OTEL_EXPORTER_OTLP_HEADERS`, which the exporter reads by itself. Resolves when what waited was
 * sent or given up.
 */
export function exportSpans(endpoint: string): () => Promise<void> {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis,
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'patchplane-app' }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: timeoutMillis })],
  });
  trace.setGlobalTracerProvider(provider);
  return async () => {
    await provider.forceFlush().catch(() => undefined);
  };
}
