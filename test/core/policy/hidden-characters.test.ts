import { describe, expect, it } from 'vitest';
import { findHiddenCharacters } from '../../../action/core/policy/hidden-characters.ts';
import { readText } from '../../../action/core/policy/read-text.ts';
import { scanChange } from '../../../action/core/policy/scan-change.ts';
import { unusualIn } from '../../../action/core/policy/unusual-path.ts';
import { displayPath } from '../../../action/domain/display-path.ts';
import { modified } from './sample.ts';

const kindsIn = (text: string) => [...findHiddenCharacters(text)].map(({ kind }) => kind);

describe('[D8] findHiddenCharacters', () => {
  it.each([
    ['right-to-left override', 'a\u202eb', 'bidi'],
    ['isolates', 'a\u2066b', 'bidi'],
    ['left-to-right mark', 'a\u200eb', 'bidi'],
    ['zero-width space', 'a\u200bb', 'invisible'],
    ['word joiner', 'a\u2060b', 'invisible'],
    ['a joiner between letters', 'a\u200db', 'invisible'],
    ['byte order mark inside', 'a\ufeffb', 'invisible'],
    ['soft hyphen', 'a\u00adb', 'invisible'],
    ['tag character', 'a\u{e0041}b', 'invisible'],
    ['variation selector', 'a\ufe01b', 'invisible'],
    ['supplementary variation selector', 'a\u{e0101}b', 'invisible'],
    ['Hangul filler', 'a\u3164b', 'invisible'],
    ['Braille blank', 'a\u2800b', 'invisible'],
    ['grapheme joiner', 'a\u034fb', 'invisible'],
    ['Mongolian vowel separator', 'a\u180eb', 'invisible'],
    ['line separator', 'a\u2028b', 'invisible'],
    ['private use', 'a\ue000b', 'private-use'],
    ['escape', 'a\u001bb', 'control'],
    ['next line', 'a\u0085b', 'control'],
    ['Cyrillic in a Latin word', 'p\u0430ypal', 'look-alike'],
    ['Greek omicron in a Latin word', 'l\u03bfgin', 'look-alike'],
    ['full-width letter', 'admi\uff4e', 'look-alike'],
    ['click letter', 'environment\u01c3', 'look-alike'],
    ['Greek question mark', 'a\u037e', 'look-alike'],
  ])('sees %s', (_, text, kind) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  it.each([
    ['ASCII', 'const a = 1;\t// ok\r\n'],
    ['a first byte order mark', '\ufeffconst a = 1;'],
    ['emoji', 'done ✅ ❤️ 1️⃣ 👨‍👩‍👧 🏳️‍🌈 👍🏽'],
    ['Persian with a non-joiner', 'می\u200cخواهم'],
    ['Hindi with a joiner', 'क्\u200dष'],
    ['Russian', 'Привет, сор'],
    ['Russian joined to Latin visibly', 'userимя'],
    ['Greek in formulas', 'Δx = σ_max · π'],
    ['Chinese', '你好，世界；再见'],
    ['Hebrew', 'שלום'],
    ['accents', 'naïve café'],
  ])('leaves %s alone', (_, text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('counts only what the candidate adds, with line and code points', () => {
    const blob = (text: string) => readText(new TextEncoder().encode(text));
    const { hiddenCharacters } = scanChange(
      modified('a.js'),
      blob('old \u200b line\n'),
      blob('first\nold \u200b line\nnew \u202e\u2066 line\n'),
    );

    expect(hiddenCharacters).toEqual([
      { path: 'a.js', line: 3, kinds: ['bidi'], codePoints: ['U+202E', 'U+2066'] },
    ]);
  });
});

describe('unusualIn', () => {
  it.each([
    ['a\nb', 'control-character'],
    ['a\u202eb', 'hidden-character'],
    ['p\u0430ypal.js', 'hidden-character'],
    ['a\\b', 'backslash'],
    ['dir./a', 'trailing-dot-or-space'],
    ['a ', 'trailing-dot-or-space'],
    ['-rf', 'leading-dash'],
    ['a:stream', 'colon'],
    ['cafe\u0301', 'not-normalised'],
    ['src/NUL.txt', 'reserved-name'],
    ['.GIT/config', 'git-directory'],
    ['sub/.Git\u200c/hooks', 'git-directory'],
    ['GIT~1/config', 'git-directory'],
    ['../x', 'traversal'],
    ['a//b', 'traversal'],
    ['a/'.repeat(400).concat('b'), 'too-long'],
  ])('%j is unusual: %s', (path, reason) => {
    expect(unusualIn(path)).toContain(reason);
  });

  it('does not believe bytes that are not UTF-8', () => {
    expect(unusualIn({ base64: '/w==' })).toEqual(['not-utf8']);
  });

  it.each([
    'src/a b.js',
    'ünï/cödé.md',
    '日本語.txt',
    'a.b.c',
    '.gitignore',
    'x/@scope/y+z=1,2(3)',
  ])('%s is ordinary', (path) => {
    expect(unusualIn(path)).toEqual([]);
  });
});

describe('displayPath', () => {
  it.each([
    ['plain/path.js', 'plain/path.js'],
    ['日本語 x.txt', '日本語 x.txt'],
    ['a\nb', 'a\\u{a}b'],
    ['a\\u{a}b', 'a\\\\u{a}b'],
    ['a\u202eb', 'a\\u{202e}b'],
    [{ base64: Buffer.from([0x61, 0xff, 0x5c]).toString('base64') }, 'a\\xff\\\\'],
  ])('%j is shown as %s', (path, shown) => {
    expect(displayPath(path)).toBe(shown);
  });
});
