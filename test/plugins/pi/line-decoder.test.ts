import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLineDecoder } from '../../../action/plugins/pi/line-decoder.ts';

const limit = 64;

it('[RUN-03] only a line feed ends a line', () => {
  const text = 'a\u2028b\u2029c\rd\u0085e\u000bf\n';

  expect(decode([Buffer.from(text)])).toEqual([text.slice(0, -1)]);
});

it.each([
  { name: 'one carriage return before the line feed goes', stream: 'a\r\n', lines: ['a'] },
  { name: 'a second one stays', stream: 'a\r\r\n', lines: ['a\r'] },
  { name: 'the last line needs no line feed', stream: 'a\nb', lines: ['a', 'b'] },
  { name: 'a line feed at the end makes no further line', stream: 'a\n', lines: ['a'] },
  { name: 'empty lines count', stream: '\n\na\n', lines: ['', '', 'a'] },
  { name: 'an empty stream has no line', stream: '', lines: [] },
])('[RUN-03] $name', ({ stream, lines }) => {
  expect(decode([Buffer.from(stream)])).toEqual(lines);
});

it('[RUN-03] the same bytes give the same lines, however they are split', () => {
  const stream = fc.uint8Array({ maxLength: 400 }).map((bytes) => {
    // Few values, so that line ends and over-long lines are common.
    return Buffer.from(bytes.map((byte) => [10, 13, 65, 0xe2][byte % 4] ?? 0));
  });
  fc.assert(
    fc.property(stream, fc.array(fc.nat({ max: 60 })), (bytes, sizes) => {
      expect(lines(split(bytes, sizes))).toEqual(lines([bytes]));
    }),
  );
});

it('[RUN-03] number and offset say where a line was', () => {
  expect(lines([Buffer.from('ab\r\n\nc')])).toMatchObject([
    { number: 0, offset: 0 },
    { number: 1, offset: 4 },
    { number: 2, offset: 5 },
  ]);
});

it('a line beyond the limit gives its head once, and the next line is whole', () => {
  const long = `${'x'.repeat(limit * 10)}\nnext\n`;

  expect(lines([Buffer.from(long)])).toMatchObject([
    { number: 0, truncated: true },
    { number: 1, truncated: false, offset: limit * 10 + 1 },
  ]);
  expect(decode([Buffer.from(long)])[1]).toBe('next');
});

function lines(chunks: readonly Uint8Array[]) {
  const decoder = createLineDecoder(limit);
  const all = [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
  return all.map(({ bytes, ...line }) => ({
    ...line,
    text: bytes.subarray(0, limit).toString('hex'),
  }));
}

function decode(chunks: readonly Uint8Array[]): string[] {
  return lines(chunks).map(({ text }) => Buffer.from(text, 'hex').toString('utf8'));
}

function split(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let from = 0;
  for (const size of sizes) {
    chunks.push(bytes.subarray(from, from + size));
    from += size;
  }
  return [...chunks, bytes.subarray(from)];
}
