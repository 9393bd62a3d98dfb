import { describe, expect, it } from 'vitest';
import { judge } from '../core/evaluate/judged.ts';
import { added, blobA, blobB, modified } from '../core/policy/sample.ts';

const hiddenPayload = [...'eval(atob())']
  .map((letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0)))
  .join('');

describe('[D8] text that does not say what it looks like', () => {
  it.each([
    [
      'a comment that ends early',
      '/* \u202e } \u2066if (isAdmin)\u2069 \u2066 begin */\n',
      'U+202E',
    ],
    ['a stretched string', 'if (level != "user\u202e \u2066// check\u2069 \u2066") {\n', 'U+202E'],
    ['an identifier with a Cyrillic letter', 'function sayH\u0435llo() {}\n', 'U+0435'],
    ['an invisible parameter', 'const { a, \u3164 } = query;\n', 'U+3164'],
    ['a payload in variation selectors', `decode("${hiddenPayload}");\n`, 'U+E0165'],
    ['a payload in private use', 'decode("\ue041\ue042");\n', 'U+E041'],
    ['a prompt in tag characters', `hello\u{e0069}\u{e0067}\u{e006e}\n`, 'U+E0069'],
    ['a terminal escape', 'echo \u001b[8mhidden\u001b[0m\n', 'U+001B'],
  ])('%s', async (_, line, codePoint) => {
    const outcome = await judge({
      changes: [modified('src/a.js')],
      blobs: { [blobA]: 'before\n', [blobB]: `before\n${line}` },
    });

    expect(outcome).toMatchObject({ stop: { state: 'blocked', category: 'policy' } });
    const [finding] = outcome.add?.verdict?.findings ?? [];
    expect(finding).toMatchObject({ rule: 'hidden-characters', path: 'src/a.js' });
    expect(finding?.message).toContain('Line 2');
    expect(finding?.message).toContain(codePoint);
  });

  it.each(['src/\u202egnp.js', 'src/p\u0430ypal.js', 'src/a\u200b.js'])(
    'also in a path: %j',
    async (path) => {
      const outcome = await judge({ changes: [added(path)], blobs: { [blobB]: 'x\n' } });

      expect(outcome).toMatchObject({ stop: { state: 'blocked' } });
      expect(outcome.add?.verdict?.findings[0]?.path).toMatch(/^[ -~\u0430]+$/);
    },
  );

  it('does not punish what was there before', async () => {
    const line = 'const arabic = "\u202b...\u202c";\n';

    const outcome = await judge({
      changes: [modified('src/a.js')],
      blobs: { [blobA]: line, [blobB]: `${line}const next = 1;\n` },
    });

    expect(outcome).not.toHaveProperty('stop');
  });
});
