import type { ProgressEvent } from '../../core/services/telemetry-service.ts';
import { oneLine } from '../one-line.ts';

type StageEvent = Extract<ProgressEvent, { kind: 'stage' }>;

const marks = { started: ' ', succeeded: '✓', failed: '✗', blocked: '■' } as const;

/** `✓ verify          2.9 s   passed: 7 of 7 passed` */
export function finishedLine(event: StageEvent): string {
  const seconds = `${(event.elapsedMs / 1_000).toFixed(1)} s`;
  const detail = event.detail ? `   ${oneLine(event.detail)}` : '';
  return `${marks[event.status]} ${event.stage.padEnd(13)}${seconds.padStart(8)}${detail}`;
}

export function noteLine(event: Extract<ProgressEvent, { kind: 'note' }>): string {
  return oneLine(event.text);
}
