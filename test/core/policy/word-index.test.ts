import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../action/core/policy/find-secrets.ts';
import { indexWords } from '../../../action/core/policy/word-index.ts';

/** Also characters whose lower seven bits are those of others, and lone halves of pairs. */
const anyText = fc.array(
  fc.constantFrom(...'aAkKsS_-.|:/ \n\t\0\x7f', 'ſ', 'K', 'é', 'ŧ', '\ud800', '😀', 'sk-', 'eyJ'),
);
const anyWord = fc.string({ unit: fc.constantFrom(...'aAkKsS_-.:/'), minLength: 1, maxLength: 5 });

describe('words that were looked up beforehand', () => {
  it('are never taken for missing', () => {
    fc.assert(
      fc.property(anyText, anyWord, anyText, (before, word, after) => {
        const text = `${before.join('')}${word}${after.join('')}`;
        const words = indexWords(text);

        expect([words.holds(word), words.mayHold(word)]).toEqual([true, true]);
        expect(words.mayHold(word.toLowerCase())).toBe(true);
        expect(words.mayHold(word.toUpperCase())).toBe(true);
      }),
    );
  });

  it('are held exactly where they stand, also when texts are asked about in turns', () => {
    fc.assert(
      fc.property(anyText, anyText, anyWord, (one, other, word) => {
        const texts = [one.join(''), other.join('')];
        const indexed = texts.map(indexWords);

        for (const [index, text] of [...texts.entries(), ...texts.entries()])
          expect(indexed[index]?.holds(word)).toBe(text.includes(word));
      }),
    );
  });

  it('plain text is what has nothing to hide', () => {
    fc.assert(
      fc.property(anyText, (parts) => {
        const text = parts.join('');

        expect(indexWords(text).isPlain()).toBe(/^[\t\n\r\f -~]*$/.test(text));
      }),
    );
  });

  it.each([
    ['aws', `AWS_SECRET_ACCESS_KEY = "${'aB3/'.repeat(10)}"`],
    ['aws in one word', `awsSecretKey: '${'aB3/'.repeat(10)}'`],
    ['a password', 'const PassWord = "aB3dE5gH7jK9mN1pQ";'],
    ['a key', 'API_KEY = "aB3dE5gH7jK9mN1pQ"'],
    ['a token', `x ghp_${'a1B2'.repeat(9)}`],
    ['an address', 'postgres://me:aB3dE5gH7jK9@db.example.com'],
  ])('[C11] a secret is found with them as without: %s', (_, text) => {
    const found = findSecrets(text);

    expect(found.length).toBeGreaterThan(0);
    expect(findSecrets(text, indexWords(text))).toEqual(found);
  });
});
