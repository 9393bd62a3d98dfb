import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../action/core/policy/redact.ts';

const canary = 'Kanarie+vogel/42="zingt"\\nooit';
const bytes = Buffer.from(canary);
const hex = bytes.toString('hex');
const pairs = hex.match(/../g) ?? [];
const base64 = bytes.toString('base64');

const wrapped = (text: string, width: number, by: string) =>
  (text.match(new RegExp(`.{1,${width}}`, 'gs')) ?? []).join(by);

const spellings: readonly [string, string][] = [
  ['as it is', canary],
  ['base64', base64],
  ['base64 without padding', base64.replace(/=+$/, '')],
  ['base64url', bytes.toString('base64url')],
  ['base64 of something longer', Buffer.from(`user:${canary}:x`).toString('base64')],
  ['base64 of something longer still', Buffer.from(`ab${canary}cd`).toString('base64')],
  ['base64 wrapped over lines', wrapped(base64, 10, '\n')],
  ['base64 of base64', Buffer.from(base64).toString('base64')],
  ['hex', hex],
  ['HEX', hex.toUpperCase()],
  ['URL-encoded', encodeURIComponent(canary)],
  ['URL-encoded in lower case', encodeURIComponent(canary).replace(/%../g, (e) => e.toLowerCase())],
  ['every byte as %xx', pairs.map((pair) => `%${pair}`).join('')],
  ['JSON', JSON.stringify(canary).slice(1, -1)],
  ['JSON in JSON', JSON.stringify(JSON.stringify(canary)).slice(3, -3)],
  ['\\u escapes', pairs.map((pair) => `\\u00${pair}`).join('')],
  ['\\x escapes', pairs.map((pair) => `\\x${pair}`).join('')],
  ['HTML entities', pairs.map((pair) => `&#x${pair};`).join('')],
  ['backwards', [...canary].reverse().join('')],
  ['UTF-16', [...canary].join('\0')],
  ['split over lines', wrapped(canary, 5, '\r\n  ')],
  ['split by escaped line breaks', wrapped(base64, 8, '\\n')],
];

const text = (content: Uint8Array) => Buffer.from(content).toString('latin1');
const run = (input: string, known = [canary]) => text(redact(Buffer.from(input, 'latin1'), known));

describe('[SEC-26][C11] redact', () => {
  it.each(spellings)('takes a known value out, written %s', (_, spelling) => {
    const redacted = run(`before ${spelling} after`);

    expect(redacted).toContain('[redacted:known-value]');
    expect(redacted).toMatch(/^before .*after$/s);
    // Base64 shares its outermost characters with the neighbours; nothing else may be left.
    expect(redacted.length).toBeLessThan(
      'before  after'.length + '[redacted:known-value]'.length + 16,
    );
  });

  it('takes out a value that a backslash stands before', () => {
    expect(run('C:\\nachtegaal-9', ['nachtegaal-9'])).toBe('C:\\[redacted:known-value]');
  });

  it('finds values wherever its windows are cut', () => {
    const edge = 1 << 20;
    for (const at of [edge - 40, edge - 3, edge, edge + 5]) {
      const input = `${'x'.repeat(at)} ${canary} ${'y'.repeat(1_000)}`;

      const redacted = run(input);

      expect(redacted).toBe(`${'x'.repeat(at)} [redacted:known-value] ${'y'.repeat(1_000)}`);
    }
  });

  it('takes out what has the shape of a credential', () => {
    const token = ['gh', 'p_', 'a1B2'.repeat(9)].join('');

    expect(run(`a ${token} b`, [])).toBe('a [redacted:github-token] b');
  });

  it('hands bytes without secrets back untouched', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (content) => {
        expect(redact(content, ['not-in-there-at-all'])).toBe(content);
      }),
    );
  });

  it('leaves no spelling in any surroundings', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...spellings.slice(0, 5).map(([, spelling]) => spelling))),
        fc.string(),
        (parts, between) => {
          const redacted = run(parts.join(` ${between} `));

          expect(redacted.replace(/\s/g, '')).not.toContain(canary.replace(/\s/g, ''));
          expect(redacted).not.toContain(base64.slice(2, -4));
        },
      ),
    );
  });

  it('keeps a JSON line a JSON line', () => {
    const line = JSON.stringify({ text: `one\n${canary}\ntwo` });

    expect(JSON.parse(run(line))).toEqual({ text: expect.stringContaining('[redacted:') });
  });

  it('ignores values too short to be secrets', () => {
    expect(run('the cat sat', ['cat', ''])).toBe('the cat sat');
  });

  it('reads 16 MB in seconds', () => {
    const line = '2026-01-01 info: "something \\n happened" in module foo with value 12345\n';
    const content = Buffer.from(line.repeat((16 * 1024 * 1024) / line.length));
    const startedAt = performance.now();

    redact(content, [canary, 'another-known-value', 'and-a-third-known-value']);

    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
