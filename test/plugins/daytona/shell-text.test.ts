import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attachText, quote, runText } from '../../../action/plugins/daytona/shell-text.ts';

const shells = ['/bin/bash', '/bin/dash', '/bin/zsh', '/bin/sh'].filter((path) => existsSync(path));

test.each(shells)('a quoted word means itself in %s', (shell) => {
  const words = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 20 }).filter((word) => !word.includes('\0')),
    {
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(words, (given) => {
      const text = `printf '%s\\0' end ${given.map(quote).join(' ')}`;
      const printed = execFileSync(shell, ['-c', text], { encoding: 'utf8' });

      expect(printed.split('\0').slice(1, -1)).toEqual(given);
    }),
    { numRuns: 60 },
  );
});

test('a NUL character, a name that is an option and a variable that is no name are refused', () => {
  const program = { argv: ['true'], cwd: '/', env: {}, folder: '/tmp/f' };

  expect(() => quote('a\0b')).toThrow(TypeError);
  expect(() => attachText({ ...program, argv: [] })).toThrow(TypeError);
  expect(() => attachText({ ...program, argv: ['-c'] })).toThrow(TypeError);
  expect(() => attachText({ ...program, env: { 'A=b; id #': 'x' } })).toThrow(TypeError);
});

test.each(shells)('%s runs the text, keeps the outputs and survives what it runs', (shell) => {
  const root = mkdtempSync(join(tmpdir(), 'shell-text-'));
  const folder = join(root, "it's");
  const argv = ['/bin/sh', '-c', 'echo "$A"; echo err >&2; exit 5'];
  const text = runText({ argv, cwd: root, env: { A: "a 'b'" }, folder }, 4);

  const after = execFileSync(shell, ['-c', `${text}\necho "still here: $?"`], { encoding: 'utf8' });

  expect(after).toBe('still here: 5\n');
  expect(readFileSync(join(folder, 'out.kept'), 'utf8')).toBe("a 'b");
  expect(readFileSync(join(folder, 'err.kept'), 'utf8')).toBe('err\n');
  rmSync(root, { recursive: true });
});
