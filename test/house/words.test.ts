import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './tree.ts';

/** The lockfile holds addresses by its nature, recorded data whatever was recorded. */
const notText = /(package-lock\.json|\.jsonl|\.png|^LICENSE|^test\/fixtures\/.*\.json)$/;
const texts = filesUnder('.').filter((path) => !notText.test(path));

// In pieces, so that this file does not find itself.
const workMarks = ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'];
const offences = [
  ['a note of unfinished work', new RegExp(`\\b(${workMarks.join('|')})\\b`)],
  ['a path of some machine', /(?<![\w.])\/(work|root|Users|home\/(?!daytona\b|agent\b)\w+)\//],
  ['the address of a package registry', /\b(registry\.(npmjs|yarnpkg)|npm\.pkg\.github)\b/],
] as const;

/** Whose hosts a lockfile names is what these are about. */
const knowsRegistries =
  /^(action|test)\/core\/(policy\/(dependencies|facts)|sandbox)\/|^test\/(attacks\/d7|core\/policy\/dependenc)/;

const testOffences = [
  ['a module mock', new RegExp(`\\bvi\\.(${'mo' + 'ck'}|doMock)\\(`)],
  ['a test that is left out', /^\s*(it|test|describe)\.(only|skip|todo|skipIf|runIf)\b/m],
] as const;

describe('words that have no place here', () => {
  it.each(offences)('no file holds %s', (what, pattern) => {
    const spared = (path: string) => what.includes('registry') && knowsRegistries.test(path);

    expect(texts.filter((path) => !spared(path) && pattern.test(read(path)))).toEqual([]);
  });

  it.each(testOffences)('no test file holds %s', (_what, pattern) => {
    const tests = texts.filter((path) => path.startsWith('test/') && path.endsWith('.ts'));

    expect(tests.filter((path) => pattern.test(read(path)))).toEqual([]);
  });
});
