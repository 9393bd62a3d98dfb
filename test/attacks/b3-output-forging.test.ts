import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { known, writeOutputs, writeSummary } from '../../action/entry/outputs.ts';
import { outputs } from '../../action/entry/outputs-table.ts';
import { runnerReads } from './runner-reads.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchplane-outputs-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const files = () => ({ output: join(folder, 'output'), summary: join(folder, 'summary') });
const written = () => runnerReads(readFileSync(join(folder, 'output'), 'utf8'));
const fixed = () => '00112233445566778899aabbccddeeff';

describe('[B3] a value can not become a second output', () => {
  it.each([
    'EOF\ncommand=approve',
    'x\nstate=published',
    'x\rstate=published',
    'x\0y',
    `patchplane_${fixed()}\nstate=published`,
  ])('%j is refused, and nothing is written', (value) => {
    expect(() => writeOutputs(files(), { branch: value }, fixed)).toThrow(TypeError);
    expect(() => readFileSync(files().output)).toThrow(/ENOENT/);
  });

  it('our own delimiter, guessed, is refused', () => {
    const guess = `patchplane_${fixed()}`;

    expect(() => writeOutputs(files(), { branch: guess }, fixed)).toThrow(/delimiter/);
  });

  it('whatever is on one line comes out as it went in, as exactly one output', () => {
    const oneLine = fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\r\0]/.test(text));
    let count = 0;
    fc.assert(
      fc.property(oneLine, (value) => {
        rmSync(files().output, { force: true });
        count += 1;
        writeOutputs(files(), { state: value }, () => `${count}`.padStart(32, '0'));
        expect([...written()]).toEqual([['state', value]]);
      }),
    );
  });

  it('two writes with values that look like syntax stay two outputs', () => {
    writeOutputs(files(), { branch: 'a<<b', state: 'x=y' }, fixed);

    expect([...written()]).toEqual([
      ['branch', 'a<<b'],
      ['state', 'x=y'],
    ]);
  });

  it('names come from the table only; what is not known is left out', () => {
    expect(Object.keys(outputs)).toContain('subject-sha256');
    expect(known({ state: 'failed', 'cost-usd': 0, branch: null, 'check-url': '' })).toEqual({
      state: 'failed',
      'cost-usd': '0',
    });
  });

  it('[B8] a summary of 10 MB is cut at a whole character, with the beginning and a notice', () => {
    writeSummary(files(), `verdict first\n${'\u{1F600}'.repeat(2_600_000)}`);
    const text = readFileSync(files().summary, 'utf8');

    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_024 * 1_024);
    expect(text).toMatch(/^verdict first\n/);
    expect(text).toMatch(/_Truncated: the whole text has \d+ bytes/);
    expect(text).not.toContain('\uFFFD');
  });
});
