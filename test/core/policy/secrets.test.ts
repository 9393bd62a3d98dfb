import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../action/core/policy/find-secrets.ts';
import { readText } from '../../../action/core/policy/read-text.ts';
import { redactSecrets } from '../../../action/core/policy/redact.ts';
import { scanChange } from '../../../action/core/policy/scan-change.ts';
import { shownSecrets } from '../../../action/core/policy/shown-secrets.ts';
import { added, modified } from './sample.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const body = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0';
const join = (...parts: string[]) => parts.join('');

const samples: readonly [string, string][] = [
  ['github-token', join('gh', 'p_', body.slice(0, 36))],
  ['github-token', join('gh', 's_', body.slice(0, 36))],
  ['github-fine-grained-token', join('github', '_pat_', body, '_', body)],
  ['gitlab-token', join('gl', 'pat-', body.slice(0, 20))],
  ['anthropic-key', join('sk-', 'ant-api03-', body)],
  ['openai-key', join('sk-', 'proj-', body)],
  ['openai-legacy-key', join('sk-', body)],
  ['aws-access-key-id', join('AK', 'IAQ3EGRPLDJ4H7ZXWB')],
  ['aws-secret-access-key', join('aws_secret_access_key = ', body)],
  ['google-api-key', join('AI', 'za', body.slice(0, 35))],
  ['slack-token', join('xo', 'xb-1234567890-', body)],
  ['npm-token', join('np', 'm_', body.slice(0, 36))],
  ['stripe-key', join('sk_', 'live_', body)],
  ['daytona-key', join('dt', 'n_', body)],
  ['convex-deploy-key', join('pro', 'd:happy-animal-123|', body)],
  [
    'private-key',
    join('-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----'),
  ],
  ['private-key', join('-----BEGIN ', 'PRIVATE KEY-----\\nMIIabc\\n-----END PRIVATE KEY-----')],
  ['json-web-token', join('eyJ', 'hbGciOiJSUzI1NiJ9.eyJ', 'zdWIiOiIxMjM0In0.', body)],
  ['url-with-password', join('postgres://user:', 'hunter2hunter2', '@db.example.com/x')],
  ['assigned-secret', `api_key: "${body}"`],
];

describe('findSecrets', () => {
  it.each(samples)('[C11] knows a %s', (rule, sample) => {
    const text = `before\nvalue = ${sample}\nafter`;

    const found = findSecrets(text);

    expect(found.map((hit) => hit.rule)).toContain(rule);
  });

  it.each(samples.filter(([rule]) => rule !== 'assigned-secret'))(
    'takes a %s out of a text',
    (_, sample) => {
      const redacted = redactSecrets(`x ${sample} y`);

      expect(redacted).not.toContain(body.slice(0, 12));
      expect(redacted).not.toContain('MIIabc');
      expect(redacted).not.toContain('hunter2');
    },
  );

  it.each([
    'const task = "task-management-for-the-whole-company-and-more";',
    'sha512-9bQ0yZ3XbPzm1Yf8sZ3CzJ2x5mS8W1vZk9fYg8J6o5nqJx2u5yFz9zv7w4mJc1sQbD0l0Q==',
    'import { tokenizer } from "./token.ts";',
    'const password = process.env.PASSWORD;',
    `token: "$\{{ secrets.GITHUB_TOKEN }}"`,
    '-----BEGIN CERTIFICATE-----',
    'password: "correct horse"',
    'see https://example.com:8080/path@2',
    'disk-abcdefghijklmnopqrstuvwxyzabcdefghij',
  ])('leaves ordinary code alone: %s', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it('finds a token right after an escaped line break', () => {
    const found = findSecrets(`{"text":"key:\\n${join('sk-', body)}"}`);

    expect(found.map(({ rule }) => rule)).toEqual(['openai-legacy-key']);
  });

  it.each([
    ['prefixes', 'ghp_sk-eyJ'],
    ['unfinished tokens', 'eyJaaaaaaaaaa.'],
    ['key headers', '-----BEGIN PRIVATE KEY-----'],
    ['assignments', 'token="'],
    ['URLs', 'http://a:'],
  ])('reads 4 MB of hostile %s in seconds', (_, piece) => {
    const text = piece.repeat((4 * 1024 * 1024) / piece.length);
    const startedAt = performance.now();

    findSecrets(text);

    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });
});

describe('secrets of a change', () => {
  const secret = join('gh', 'p_', body.slice(0, 36));
  const bytes = (text: string) => new TextEncoder().encode(text);
  const blob = (text: string) => readText(bytes(text));

  it('names rule, path and line, never the value', () => {
    const { secrets } = scanChange(added('a/b.txt'), undefined, blob(`one\ntwo ${secret}\n`));

    expect(secrets).toEqual([
      { rule: 'github-token', confidence: 'certain', side: 'added', path: 'a/b.txt', line: 2 },
    ]);
  });

  it('looks into paths, binary files and UTF-16', () => {
    const wide = new Uint8Array(Buffer.from(`\ufeff${secret}`, 'utf16le'));

    expect(scanChange(added(`x/${secret}.txt`), undefined, blob('')).secrets).toHaveLength(1);
    expect(scanChange(added('a.bin'), undefined, blob(`\0\0${secret}`)).secrets).toHaveLength(1);
    expect(scanChange(added('w.txt'), undefined, readText(wide)).secrets).toHaveLength(1);
  });

  it('does not blame the candidate for what the base has', () => {
    const before = blob(`top\n${secret}\n`);
    const after = blob(`${secret}\nmoved\n`);

    expect(scanChange(modified('a.txt'), before, after).secrets).toEqual([]);
  });

  it('sees a second copy of what the base has once', () => {
    const before = blob(`${secret}\n`);
    const after = blob(`${secret}\n${secret}\n`);

    expect(scanChange(modified('a.txt'), before, after).secrets).not.toEqual([]);
  });

  it('reports what the patch displays of the base', () => {
    const patch = bytes(`--- a/x\n+++ b/x\n@@ -1,2 +1,1 @@\n-${secret}\n context\n+added\n`);

    expect(shownSecrets(patch)).toEqual([
      { rule: 'github-token', confidence: 'certain', side: 'shown', path: '(patch)', line: 4 },
    ]);
  });
});
