import { visible } from '../../core/report/untrusted-text.ts';
import type { ProgressEvent } from '../../core/services/telemetry-service.ts';

/** What `npm start` shows while it works. */
export interface Display {
  progress(event: ProgressEvent): void;
  /** A sentence for a person; in JSON mode a `note` object. */
  say(text: string): void;
  close(): void;
}

/** Stages of the loop in order; the bar counts the ones that ended. */
const expected = [
  'boot',
  'authorize',
  'freeze',
  'provision',
  'run',
  'capture',
  'verify',
  'review',
  'evaluate',
  'seal',
  'decide',
  'read',
  'consume',
  'publish',
  'tell',
  'check bundle',
];

export interface Screen {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): void;
}

export function createDisplay(format: 'text' | 'json', screen: Screen, now: () => number): Display {
  if (format === 'json') return jsonDisplay(screen);
  return screen.isTTY ? terminalDisplay(screen, now) : plainDisplay(screen);
}

function jsonDisplay(screen: Screen): Display {
  return {
    progress: (event) => screen.write(`${JSON.stringify(event)}\n`),
    say: (text) => screen.write(`${JSON.stringify({ kind: 'note', text })}\n`),
    close: () => undefined,
  };
}

function plainDisplay(screen: Screen): Display {
  return {
    progress(event) {
      if (event.kind === 'note') screen.write(`${visible(event.text)}\n`);
      else if (event.status !== 'started') screen.write(`${finished(event)}\n`);
    },
    say: (text) => screen.write(`${text}\n`),
    close: () => undefined,
  };
}

/** One line that is rewritten while a stage runs, and stays when it is done. */
function terminalDisplay(screen: Screen, now: () => number): Display {
  let current: { stage: string; since: number } | undefined;
  let done = 0;
  const clear = () => screen.write('\r\u001b[2K');
  const draw = () => {
    if (!current) return;
    const seconds = ((now() - current.since) / 1_000).toFixed(1);
    const line = `${bar(done)} ${current.stage} ${seconds} s`;
    screen.write(`\r\u001b[2K${line.slice(0, Math.max(20, screen.columns - 1))}`);
  };
  const timer = setInterval(draw, 100).unref();
  return {
    progress(event) {
      clear();
      if (event.kind === 'note') screen.write(`${visible(event.text)}\n`);
      else if (event.status === 'started') current = { stage: event.stage, since: now() };
      else {
        current = undefined;
        done = Math.max(done, expected.indexOf(event.stage) + 1);
        screen.write(`${finished(event)}\n`);
      }
      draw();
    },
    say(text) {
      clear();
      screen.write(`${text}\n`);
      draw();
    },
    close() {
      clearInterval(timer);
      clear();
    },
  };
}

function bar(done: number): string {
  const width = 16;
  const full = Math.round((done / expected.length) * width);
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}]`;
}

const marks = { started: ' ', succeeded: '✓', failed: '✗', blocked: '■' } as const;

function finished(event: Extract<ProgressEvent, { kind: 'stage' }>): string {
  const seconds = `${(event.elapsedMs / 1_000).toFixed(1)} s`;
  const detail = event.detail ? `   ${visible(event.detail).replaceAll('\n', ' ')}` : '';
  return `${marks[event.status]} ${event.stage.padEnd(13)}${seconds.padStart(8)}${detail}`;
}
