import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from 'vitest';
import { neededWords } from '../../../action/plugins/secretlint/needed-words.ts';
import { createSecretlintScanner } from '../../../action/plugins/secretlint/secretlint-scanner.ts';
import { textsOfPattern } from './texts-of-pattern.ts';

const { matchAll } = String.prototype;

afterEach(() => {
  String.prototype.matchAll = matchAll;
});

/** Every regular expression that is tried on a text while the scanner looks through it. */
async function patternsTriedOn(text: string): Promise<readonly RegExp[]> {
  const tried: RegExp[] = [];
  String.prototype.matchAll = function (this: string, pattern) {
    if (String(this) === text && pattern instanceof RegExp) tried.push(pattern);
    return matchAll.call(this, pattern);
  };
  await createSecretlintScanner().scan([text]);
  return tried;
}

/** Comments that would switch rules off; they find nothing, and are off themselves. */
const comments = '(?<type>secretlint-(?:disable';

/** Whether every way to match it goes through a word that the scanner says it needs. */
function isFenced({ source, flags }: RegExp): boolean {
  const { exact, caseless } = neededWords;
  return textsOfPattern(source).every((texts) =>
    texts.some(
      (text) =>
        (!flags.includes('i') && exact.some((word) => text.includes(word))) ||
        caseless.some((word) => text.toLowerCase().includes(word)),
    ),
  );
}

describe('the words without which Secretlint is not asked', () => {
  it('are in everything that any of its rules can match', async () => {
    const tried = await patternsTriedOn('nothing that a rule knows');

    const finding = tried.filter(({ source }) => !source.startsWith(comments));
    expect(finding.filter((pattern) => !isFenced(pattern)).map(String)).toEqual([]);
    // So many are in this release; one that is tried in another way would be missing here.
    expect(tried).toHaveLength(35);
  });

  it('were looked up in the release that is installed', () => {
    const found = createRequire(import.meta.url).resolve(
      '@secretlint/secretlint-rule-preset-recommend/package.json',
    );

    expect(createRequire(import.meta.url)(found)).toMatchObject({ version: '13.1.0' });
  });

  it.each([
    ['a|b', [['a'], ['b']]],
    [
      '(?<!\\p{L})(?<kind>x|yz)_[a-z]{3}q',
      [
        ['x_', 'q'],
        ['yz_', 'q'],
      ],
    ],
    ['ab?c', [['abc'], ['ac']]],
    ['(?:ab)+c', [['ab', 'c']]],
    ['a\\.b\\w', [['a.b']]],
    ['a.b', [['a', 'b']]],
    ['a(?!x)b', [['ab']]],
  ])('of %s are found as they stand in it', (source, texts) => {
    expect(textsOfPattern(source)).toEqual(texts);
  });

  it('a pattern in unknown syntax is no harmless one', () => {
    expect(() => textsOfPattern('a(?i:b)')).toThrow('not understood');
  });
});
