import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../action/entry/one-line.ts';
import { maskSecrets } from '../../action/entry/outputs-masks.ts';
import { createJobLog } from '../../action/plugins/job-log/job-log.ts';

const commands = [
  '::set-env name=PATH::/tmp/evil',
  '::add-mask::a',
  '::stop-commands::x',
  '##[command]rm -rf',
  '##[add-mask]x',
  '  ::error::x',
  '\t::error::x',
  'fine\n::error::second line',
  'fine\r::error::after a carriage return',
  'fine\r\n##[error]after both',
  '\u001b[2K\r::error::after an erased line',
  '\u001b[31m::error::in red',
  '\u001b]8;;http://evil\u0007::error::behind a link',
  '\u200b::error::behind nothing visible',
  '\u2028::error::after a line separator',
  '\u0085::error::after a next line',
  '\v::error::x',
  '\f##[error]x',
  '\ufeff::error::behind a byte order mark',
  '\u00a0::error::behind a no-break space',
];

/** Whether the runner would take any line of it for a command: it trims, and so do we. */
function obeyed(text: string): boolean {
  const lines = stripVTControlCharacters(text).split(/[\r\n\v\f\u0085\u2028\u2029]/);
  return lines.some((line) => /^[\s\u200b\ufeff]*(::|##\[)/.test(line));
}

function logged(text: string, format: 'plain' | 'json' = 'plain'): string {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const log = createJobLog({ format, write, writeError: write, secrets: [] });
  log.progress({ kind: 'note', text });
  log.progress({ kind: 'stage', stage: 'run', status: 'failed', elapsedMs: 1, detail: text });
  log.captureError(text);
  return lines.join('\n');
}

describe('[B4] nobody speaks to the runner through our log', () => {
  it.each(commands)('the sample is a command where nobody looks after it: %j', (text) => {
    expect(obeyed(text)).toBe(true);
  });

  it.each(commands)('%j in the job log', (text) => {
    expect(obeyed(logged(text))).toBe(false);
    expect(obeyed(logged(text, 'json'))).toBe(false);
  });

  it.each(commands)('%j inside a sentence of ours', (text) => {
    expect(obeyed(oneLine(text))).toBe(false);
    expect(oneLine(text)).not.toMatch(/[\n\r]/);
  });

  it('any text at all', () => {
    const part = fc.oneof(fc.constantFrom('::', '##[', '\r', '\n', '\u001b[2K', ' '), fc.string());
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(obeyed(logged(parts.join('')))).toBe(false);
        expect(obeyed(oneLine(parts.join('')))).toBe(false);
      }),
    );
  });

  it('secrets are masked whole and line by line, and only on a runner', () => {
    const lines: string[] = [];
    const secrets = ['first-line%\nsecond-line', undefined, '', 'short'];
    maskSecrets(secrets, {}, (line) => lines.push(line));
    expect(lines).toEqual([]);
    maskSecrets(secrets, { GITHUB_ACTIONS: 'true' }, (line) => lines.push(line));

    expect(lines).toEqual([
      '::add-mask::first-line%25%0Asecond-line',
      '::add-mask::first-line%25',
      '::add-mask::second-line',
    ]);
  });
});
