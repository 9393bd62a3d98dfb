import { describe, expect, it } from 'vitest';
import { judge } from '../core/evaluate/judged.ts';
import { added, blobA, blobB, modified } from '../core/policy/sample.ts';

const token = ['gh', 'p_', 'Zx81'.repeat(9)].join('');

describe('[C11] a patch with a secret is blocked, not rewritten', () => {
  it.each([
    ['in a new file', { changes: [added('a.txt')], blobs: { [blobB]: `k=${token}\n` } }],
    [
      'in a changed file',
      { changes: [modified('a.txt')], blobs: { [blobA]: 'k=\n', [blobB]: `k=${token}\n` } },
    ],
    ['in a file name', { changes: [added(`${token}.txt`)], blobs: { [blobB]: '' } }],
    ['in a binary file', { changes: [added('a.bin')], blobs: { [blobB]: `\0\0${token}\0` } }],
    ['in UTF-16', { changes: [added('a.txt')], blobs: { [blobB]: wide(token) } }],
    ['in a symbolic link', { changes: [added('a', '120000')], blobs: { [blobB]: token } }],
    [
      'after a megabyte of other text',
      { changes: [added('a.txt')], blobs: { [blobB]: `${'text\n'.repeat(200_000)}${token}` } },
    ],
  ])('%s', async (_, judging) => {
    const outcome = await judge(judging);

    expect(outcome).toMatchObject({ stop: { state: 'blocked', category: 'policy' } });
    expect(outcome.add?.verdict?.findings.map(({ rule }) => rule)).toContain('secrets');
  });

  it('and policy itself never repeats the secret', async () => {
    const outcome = await judge({
      changes: [modified('a.txt')],
      blobs: { [blobA]: '', [blobB]: `one\nk = ${token}\n` },
    });

    expect(JSON.stringify(outcome.add)).not.toContain(token);
    expect(new TextDecoder().decode(outcome.evidence?.[0]?.content)).not.toContain(token);
  });
});

function wide(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
}
