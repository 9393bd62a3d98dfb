import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineLedger } from '../../../action/plugins/daytona/line-ledger.ts';

test('however often the telling breaks off, every line is delivered once and in order', () => {
  const whole = fc
    .array(fc.string({ maxLength: 8 }), { maxLength: 12 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(
      whole,
      fc.array(fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 7 }))),
      (text, tellings) => {
        const delivered: string[] = [];
        const ledger = createLineLedger((piece) => delivered.push(piece));
        for (const [end, step] of tellings) {
          const tell = ledger.telling();
          for (let at = 0; at < Math.min(end, text.length); at += step)
            tell(text.slice(at, Math.min(at + step, end)));
          // Where a stream is cut inside a character, its decoder adds a replacement.
          tell('\uFFFD');
        }
        ledger.whole(text, true);

        expect(delivered.join('')).toBe(text);
      },
    ),
  );
});

test('an unfinished last line waits until the text is complete', () => {
  const delivered: string[] = [];
  const ledger = createLineLedger((piece) => delivered.push(piece));

  ledger.whole('one\ntw', false);
  expect(delivered).toEqual(['one\n']);

  ledger.whole('one\ntwo', true);
  expect(delivered).toEqual(['one\n', 'two']);
});
