/**
 * Next calls this once in a process, before the first request. What is configured by half serves
 * nothing: Next answers 500 to everything, and the log has every problem.
 */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { problemLines, readEnvironment } = await import('./server/environment.ts');
  const read = readEnvironment(process.env);
  if ('problems' in read)
    throw new Error(
      `the approval app is not configured:\n${problemLines(read.problems).join('\n')}`,
    );
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (!endpoint) return;
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
