import { visible } from '../../core/report/untrusted-text.ts';
import type { ProgressEvent, TelemetryService } from '../../core/services/telemetry-service.ts';

export interface JobLogOptions {
  /** `json`: one object per line for machines; `plain`: a line per finished stage for people. */
  readonly format: 'plain' | 'json';
  readonly write: (line: string) => void;
  readonly writeError: (line: string) => void;
  /** Never printed, whatever they ride in. */
  readonly secrets: readonly string[];
}

/** Telemetry without any account: the job's own log. */
export function createJobLog({
  format,
  write,
  writeError,
  secrets,
}: JobLogOptions): TelemetryService {
  const safe = (text: string) => safeLine(text, secrets);
  return {
    progress(event) {
      const line = format === 'json' ? JSON.stringify(event) : describe(event);
      if (line) write(safe(line));
    },
    span: (_name, work) => work(),
    captureError(error) {
      writeError(safe(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    },
  };
}

function describe(event: ProgressEvent): string | undefined {
  if (event.kind === 'note') return event.text;
  if (event.status === 'started') return undefined;
  const seconds = (event.elapsedMs / 1_000).toFixed(1);
  const detail = event.detail ? `  ${event.detail}` : '';
  return `${marks[event.status]} ${event.stage.padEnd(10)} ${seconds.padStart(6)} s${detail}`;
}

const marks = { succeeded: 'ok', failed: 'FAILED', blocked: 'STOPPED' } as const;

/**
 * One line that can not speak to the runner (`::command::`, `##[command]`), to a terminal
 * (escape sequences), or hold a secret.
 */
function safeLine(text: string, secrets: readonly string[]): string {
  const hidden = secrets.reduce(
    (line, secret) => (secret.length >= 4 ? line.replaceAll(secret, '***') : line),
    text,
  );
  return visible(hidden)
    .split('\n')
    .map((line) => line.replace(/^\s*(::|##\[)/, '. $1'))
    .join('\n');
}
