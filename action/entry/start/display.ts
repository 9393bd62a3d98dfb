import type { ProgressEvent } from '../../core/services/telemetry-service.ts';
import type { RunResult } from '../../domain/run-result.ts';
import { createBar } from './bar.ts';
import { finishedLine, noteLine } from './lines.ts';
import type { Screen } from './screen.ts';

/** What `npm start` shows while it works. */
export interface Display {
  progress(event: ProgressEvent): void;
  /** A sentence for a person; may have several lines. */
  say(text: string): void;
  /** A person is asked to decide at this address. */
  ask(url: string): void;
  /** How the run ended, for machines; people are told in sentences. */
  result(result: RunResult): void;
  close(): void;
}

/** JSON: one object per line. Text: a line per finished stage, and on a terminal a moving bar. */
export function createDisplay(format: 'text' | 'json', screen: Screen, now: () => number): Display {
  if (format === 'json') return jsonDisplay(screen);
  return screen.isTTY ? terminalDisplay(screen, now) : plainDisplay(screen);
}

function jsonDisplay(screen: Screen): Display {
  const tell = (value: object) => screen.write(`${JSON.stringify(value)}\n`);
  return {
    progress: tell,
    say: (text) => tell({ kind: 'note', text }),
    ask: (url) => tell({ kind: 'decision', url }),
    result: (result) => tell({ kind: 'result', result }),
    close: () => undefined,
  };
}

function plainDisplay(screen: Screen): Display {
  const line = (text: string) => screen.write(`${text}\n`);
  return {
    progress(event) {
      if (event.kind === 'note') line(noteLine(event));
      else if (event.status !== 'started') line(finishedLine(event));
    },
    say: line,
    ask: (url) => line(question(url)),
    result: () => undefined,
    close: () => undefined,
  };
}

function terminalDisplay(screen: Screen, now: () => number): Display {
  const bar = createBar(screen, now);
  return {
    progress(event) {
      if (event.kind === 'note') bar.above(noteLine(event));
      else if (event.status === 'started') bar.start(event.stage);
      else bar.finish(event.stage, finishedLine(event));
    },
    say: bar.above,
    ask(url) {
      bar.above(question(url));
      bar.start('waiting for you');
    },
    result: () => undefined,
    close: bar.close,
  };
}

function question(url: string): string {
  return `\nYour decision, please: ${url}\n`;
}
