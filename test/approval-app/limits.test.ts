import { ConvexError, type Value } from 'convex/values';
import { describe, expect, it } from 'vitest';
import {
  checkLimits,
  maxArrayLength,
  maxFields,
  maxNesting,
  maxStringBytes,
} from '../../approval-app/convex/limits.ts';

/** What a caller is told of this document; undefined for one that goes in. */
function toldOf(document: Value): unknown {
  try {
    checkLimits(document, 'runtimeEvents');
    return undefined;
  } catch (error) {
    return error instanceof ConvexError ? error.data : error;
  }
}

function nested(levels: number): Value {
  return levels === 0 ? 'leaf' : { in: nested(levels - 1) };
}

const fields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, at]));

/** The database refuses such documents as well, later, and without saying what to do. */
describe('[SVC-10] what is too large for the ledger is refused with the field, the reason and the fix', () => {
  it.each([
    ['a string', { record: { summary: 'é'.repeat(maxStringBytes / 2 + 1) } }, 'record.summary'],
    ['a list', { list: Array.from({ length: maxArrayLength + 1 }, () => 0) }, 'list'],
    ['an object', { record: { map: fields(maxFields + 1) } }, 'record.map'],
    ['nesting', { deep: nested(maxNesting) }, 'deep'],
    [
      'a document',
      {
        a: 'a'.repeat(250_000),
        b: ['b'.repeat(250_000)],
        c: 'c'.repeat(250_000),
        d: 'd'.repeat(250_000),
      },
      '',
    ],
  ])('%s', (_, document, field) => {
    expect(toldOf(document)).toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(
        new RegExp(
          `^runtimeEvents${field && `\\.${field}`}\\S* .*(at most|more than) \\d+.*\\. \\w.*\\.$`,
        ),
      ),
    });
  });

  it.each([
    ['a reserved name', '$set'],
    ['a system field', '_id'],
    ['no name', ''],
    ['a name with a line in it', 'a\nb'],
    ['a name of other letters', 'größe'],
    ['a name that turns the line round', 'a\u202eb'],
    ['a name of 65', 'n'.repeat(65)],
  ])('%s is no name of a field', (_, name) => {
    expect(toldOf({ record: { [name]: 1 } })).toMatchObject({
      code: 'invalid-answer',
      message: expect.stringMatching(/^runtimeEvents\.record has a field named "[ -~]*"\. Name it/),
    });
  });

  it('half a character is no text', () => {
    expect(toldOf({ lines: ['fine', 'x\ud800'] })).toMatchObject({
      code: 'invalid-answer',
      message: expect.stringContaining('runtimeEvents.lines[1] is not well-formed'),
    });
  });

  it('what just fits goes in', () => {
    for (const document of [
      { summary: 'é'.repeat(maxStringBytes / 2) },
      { list: Array.from({ length: maxArrayLength }, () => 0) },
      { map: fields(maxFields) },
      { deep: nested(maxNesting - 1) },
      { [`n${'n'.repeat(63)}`]: 1, 'a.b-c': 2 },
    ])
      expect(toldOf(document)).toBeUndefined();
  });
});
