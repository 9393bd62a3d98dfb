/** Next calls this once in a process, before the first request. Nothing is loaded unless asked for. */
export async function register(): Promise<void> {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (!endpoint || process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { exportSpans } = await import('./server/signals/export-spans.ts');
  const flush = exportSpans(endpoint);
  process.once('beforeExit', () => void flush());
}

/** Next calls this with whatever a page or a route threw and nobody caught. */
export async function onRequestError(error: unknown): Promise<void> {
  const dsn = process.env['SENTRY_DSN'];
  if (!dsn) return;
  const { tellSentry } = await import('./server/signals/bugs.ts');
  await tellSentry(dsn, process.env['SENTRY_ENVIRONMENT'] ?? 'production', error);
}
