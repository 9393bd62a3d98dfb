import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readText } from '../../action/core/policy/read-text.ts';
import { createForeignScan } from '../../action/core/workflows/evaluate/foreign-scan.ts';
import { createGitleaksScanner } from '../../action/plugins/gitleaks/gitleaks-scanner.ts';
import { createSecretlintScanner } from '../../action/plugins/secretlint/secretlint-scanner.ts';

const token = `ghp_${'a1B2'.repeat(9)}`;

describe('Secretlint', () => {
  const scanner = createSecretlintScanner();

  it('says where a secret is, in the text that it is in, and not what it is', async () => {
    const texts = ['nothing\n', `first\nkey = "${token}"\n`, ''];

    const found = await scanner.scan(texts);

    expect(found.map(({ length }) => length)).toEqual([0, 1, 0]);
    const [hit] = found[1] ?? [];
    expect(texts[1]?.slice(hit?.start, hit?.end)).toBe(token);
    expect(JSON.stringify(found)).not.toContain(token);
  });

  it('[C11] does not obey a comment that would silence it', async () => {
    const [found] = await scanner.scan([`/* secretlint-disable */\n"${token}"\n`]);

    expect(found).toHaveLength(1);
  });
});

describe('gitleaks', () => {
  const home = mkdtempSync(join(tmpdir(), 'patchplane-fake-gitleaks-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** A program that writes down how it was called, and answers as gitleaks does. */
  function program(answer: string): string {
    const file = join(home, `gitleaks-${answer.length}`);
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${home}/said'\nenv > '${home}/env'\nfor a in "$@"; do case "$a" in --report-path=*) printf '%s' '${answer}' > "\${a#--report-path=}";; esac; done\n`;
    writeFileSync(file, script);
    chmodSync(file, 0o755);
    return file;
  }

  it('is told to redact and to ignore comments, and gets no environment of ours', async () => {
    const leak = { RuleID: 'npm-access-token', File: '/x/texts/1.txt', StartLine: 2, EndLine: 2 };
    const scanner = createGitleaksScanner({ program: program(JSON.stringify([leak])) });

    const found = await scanner.scan(['one\n', 'first\nsecond\nthird\n']);

    expect(found).toEqual([
      [],
      [{ rule: 'gitleaks/npm-access-token', confidence: 'certain', start: 6, end: 13 }],
    ]);
    const said = readFileSync(join(home, 'said'), 'utf8');
    expect(said).toContain('--redact=100');
    expect(said).toContain('--ignore-gitleaks-allow');
    expect(readFileSync(join(home, 'env'), 'utf8')).not.toContain('PATCHPLANE');
  });

  it('that can not answer is told of, never passed over', async () => {
    const broken = createForeignScan([createGitleaksScanner({ program: program('not json') })]);

    const found = await broken.scan([readText(new TextEncoder().encode('text'))]);

    expect(found).toEqual([[]]);
    expect(broken.unavailable()).toEqual(['policy/gitleaks']);
  });
});
