import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

export interface Export {
  readonly provider: BasicTracerProvider;
  flush(): Promise<void>;
}

/** A job that is done waits no longer than this for a collector that does not answer. */
const timeoutMillis = 3_000;

/** Spans to a collector, as OTLP over HTTP (OpenTelemetry, OTLP exporter configuration). */
export function startExport({
  endpoint,
  headers,
  serviceName,
}: {
  readonly endpoint: string;
  readonly headers: string | undefined;
  readonly serviceName: string;
}): Export {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: readHeaders(headers),
    timeoutMillis,
  });
  const provider = new BasicTracerProvider({
    // Nothing of the host, its user or its command line.
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: timeoutMillis })],
  });
  return { provider, flush: () => quietly(provider.forceFlush()) };
}

function readHeaders(text = ''): Record<string, string> {
  return Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const [name = '', ...value] = pair.split('=');
      return name.trim() && value.length > 0 ? [[name.trim(), decoded(value.join('='))]] : [];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}

async function quietly(work: Promise<unknown>): Promise<void> {
  const patience = new Promise((done) => setTimeout(done, timeoutMillis).unref());
  await Promise.race([work, patience]).catch(() => undefined);
}
