import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../action/domain/failure.ts';
import { createShimLines } from '../../../action/plugins/daytona/shim-lines.ts';
import { createUnpacker } from '../../../action/plugins/daytona/unpack-output.ts';

const word = 'ppword';

/** What the shim says of these pieces, with whatever a transport mixes in. */
function told(pieces: readonly Uint8Array[], noise: readonly string[]): string {
  const lines = pieces.map(
    (piece, index) => `${word} ${index + 1} o ${Buffer.from(piece).toString('base64')}\n\n`,
  );
  return lines.map((line, index) => `${noise[index] ?? ''}${line}`).join('');
}

const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 30 }), { maxLength: 12 });
const noise = fc.array(
  fc.constantFrom('', 'an echo\n', 'ppother 1 o AAAA\n', `${word} x o AAAA\n`, '\u0001\u0001\n'),
  { maxLength: 12 },
);

describe('the lines of the shim', () => {
  test('however often the telling breaks off and starts anew, each piece is taken once, in order', () => {
    const tellings = fc.array(fc.tuple(fc.nat(600), fc.integer({ min: 1, max: 40 })));
    fc.assert(
      fc.property(pieces, noise, tellings, (sent, mixed, cuts) => {
        const taken: Buffer[] = [];
        const lines = createShimLines(word, (piece) => taken.push(piece));
        const whole = told(sent, mixed);
        for (const [end, step] of [...cuts, [whole.length, 7] as const]) {
          const tell = lines.telling();
          const until = Math.min(end, whole.length);
          for (let at = 0; at < until; at += step)
            tell(whole.slice(at, Math.min(at + step, until)));
        }
        expect(taken.map((piece) => [...piece])).toEqual(sent.map((piece) => [...piece]));
      }),
    );
  });

  test('a line that is not there is noticed, and nothing after it is taken before it', () => {
    const taken: string[] = [];
    const lines = createShimLines(word, (piece) => taken.push(piece.toString()));
    const line = (number: number, text: string) =>
      `${word} ${number} o ${Buffer.from(text).toString('base64')}\n`;
    lines.telling()(line(1, 'a') + line(3, 'c'));

    expect(lines.missing()).toBe(true);
    expect(taken).toEqual(['a']);
    lines.telling()(`${line(1, 'a') + line(2, 'b') + line(3, 'c')}${word} 4 x 7\n`);
    expect(taken).toEqual(['a', 'b', 'c']);
    expect(lines.missing()).toBe(false);
    expect(lines.exitCode()).toBe(7);
  });

  test('a line without an end does not grow in memory', () => {
    const lines = createShimLines(word, () => undefined);
    const tell = lines.telling();
    const before = process.memoryUsage().heapUsed;
    for (let count = 0; count < 2_000; count += 1) tell('x'.repeat(64 * 1024));

    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('[C9] packed output', () => {
  test('is cut off where the budget ends, however little was sent for it', async () => {
    const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
    const failures: Failure[] = [];
    let bytes = 0;
    const unpacker = createUnpacker(
      1024 * 1024,
      (piece) => {
        bytes += piece.length;
      },
      (failure) => failures.push(failure),
    );
    unpacker.push(bomb);
    await unpacker.end();

    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(bytes).toBeLessThanOrEqual(1024 * 1024);
    expect(failures.map(({ code }) => code)).toEqual(['too-large']);
  });

  test('that is none fails, and is not taken for output', async () => {
    const failures: Failure[] = [];
    const unpacker = createUnpacker(
      1_000,
      () => undefined,
      (failure) => failures.push(failure),
    );
    unpacker.push(Buffer.from('this is no deflate stream at all'));
    await unpacker.end();

    expect(failures.map(({ code }) => code)).toEqual(['invalid-answer']);
  });
});
