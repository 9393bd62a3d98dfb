import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../action/domain/canonical-json.ts';
import { digestOf, sha256Hex } from '../../action/domain/digest.ts';

/** What JSON can carry faithfully; `jsonValue` makes -0, which JSON writes as 0. */
const values = fc
  .jsonValue({ noUnicodeString: false })
  .map((value) => JSON.parse(JSON.stringify(value)));

describe('canonical JSON', () => {
  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).toReversed());

        expect(canonicalJson(reversed)).toBe(canonicalJson(record));
      }),
    );
  });

  it('of different values is different', () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const same = isDeepStrictEqual(left, right);

        expect(canonicalJson(left) === canonicalJson(right)).toBe(same);
      }),
    );
  });

  it.each([
    [
      'keys by UTF-16 code units, as RFC 8785 orders them',
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    [
      'numbers as ECMAScript writes them',
      [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0],
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    ],
    [
      'literals, and no white space',
      { a: [null, true, false], b: {} },
      '{"a":[null,true,false],"b":{}}',
    ],
    ['no member that is undefined', { a: undefined, b: 1 }, '{"b":1}'],
    [
      'text with only the escapes that are needed',
      'a"\\\b\f\n\r\t\u000f/é',
      '"a\\"\\\\\\b\\f\\n\\r\\t\\u000f/é"',
    ],
  ])('writes %s', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a key', { '\udfff': 1 }],
    ['infinity', Number.POSITIVE_INFINITY],
    ['what is not a number', Number.NaN],
    ['a hole in an array', [undefined]],
    ['nothing at all', undefined],
    ['a function', () => 1],
    ['a big integer', 1n],
    ['a symbol', Symbol('x')],
  ])('refuses %s: two sides could disagree about it', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('has one digest, the SHA-256 of its UTF-8', () => {
    expect(digestOf({ b: 'ü', a: 1 })).toBe(sha256Hex('{"a":1,"b":"ü"}'));
    expect(sha256Hex('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
