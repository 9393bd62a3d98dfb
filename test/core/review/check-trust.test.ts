import { describe, expect, it } from 'vitest';
import { readAllowList } from '../../../action/core/review/trust/allow-list.ts';
import { checkTrust, redactForPrompt } from '../../../action/core/review/trust/check-trust.ts';
import { guardOutgoing } from '../../../action/core/review/trust/outgoing-text.ts';

describe('the allow list', () => {
  it('[DOC-25] takes commas, white space and both, and says the same only once', () => {
    expect(
      readAllowList(
        ' https://a.example/v1/,http://127.0.0.1:11434\n\thttps://A.example:443/v1 ,, http://b ',
      ),
    ).toEqual({
      kind: 'allow-list',
      urls: ['https://a.example/v1', 'http://127.0.0.1:11434', 'http://b'],
    });
    expect(readAllowList(' , \n')).toEqual({ kind: 'allow-list', urls: [] });
  });

  it('[DOC-29] is malformed as a whole where one entry is, and repeats nothing of it', () => {
    const read = readAllowList('https://a.example https://user:hunter2@b.example');

    expect(read).toEqual({
      kind: 'malformed',
      problem: expect.stringMatching(/^Entry 2 of AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS .*user/),
    });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });
});

describe('the question before any call', () => {
  const endpoint = 'https://api.openai.com/v1';
  const openai = { provider: 'openai', endpoint } as const;
  const mock = { provider: 'mock', endpoint: '' } as const;
  const texts = [{ path: 'a.ts', text: 'const a = 1;' }];

  it('[DOC-28] nothing is allowed by an empty list', () => {
    expect(checkTrust({ provider: openai, allowlist: [] }, texts)).toMatchObject({
      kind: 'blocked',
      reasonCode: 'TRUST_ALLOWLIST_EMPTY',
    });
  });

  it('[DOC-28] a provider without an endpoint can not be compared', () => {
    const provider = { provider: 'openai', endpoint: '' } as const;

    expect(checkTrust({ provider, allowlist: [endpoint] }, texts)).toMatchObject({
      kind: 'blocked',
      reasonCode: 'TRUST_ALLOWLIST_ENDPOINT_MISSING',
    });
  });

  it.each([
    'https://api.openai.com',
    'https://api.openai.com/v1/chat',
    'http://api.openai.com/v1',
    'https://api.openai.com:8443/v1',
    'https://api.openai.com.evil.example/v1',
    'https://api.openai.com./v1',
  ])('[DOC-28] %s is not the same as what is asked', (allowed) => {
    expect(checkTrust({ provider: openai, allowlist: [allowed] }, texts)).toMatchObject({
      kind: 'blocked',
      reasonCode: 'TRUST_ALLOWLIST_BLOCKED_ENDPOINT',
      tell: expect.stringContaining('(api.openai.com)'),
    });
  });

  it('[DOC-39] the mock provider calls nobody and needs no list', () => {
    expect(checkTrust({ provider: mock, allowlist: [] }, texts)).toEqual({
      kind: 'allowed',
      texts,
      redactionCount: 0,
      redactedRules: [],
      publicEndpoint: false,
    });
  });

  it('[OPM-07] a public endpoint is allowed, and called one', () => {
    const own = { provider: 'ollama', endpoint: 'http://127.0.0.1:11434' } as const;

    expect(checkTrust({ provider: openai, allowlist: [endpoint] }, texts)).toMatchObject({
      kind: 'allowed',
      publicEndpoint: true,
    });
    expect(checkTrust({ provider: own, allowlist: [own.endpoint] }, texts)).toMatchObject({
      kind: 'allowed',
      publicEndpoint: false,
    });
  });

  it('[DOC-26] each text goes on without its secrets, in its place', () => {
    const secret = `glpat-${'a1B2'.repeat(6)}`;
    const given = [
      { path: 'a.ts', text: `one ${secret}` },
      { path: 'b.ts', text: 'two' },
      { path: 'c.ts', text: `three hunter2-hunter2 ${secret}` },
    ];

    expect(
      checkTrust({ provider: mock, allowlist: [], knownSecrets: ['hunter2-hunter2'] }, given),
    ).toMatchObject({
      texts: [
        { path: 'a.ts', text: 'one [redacted:gitlab-token]' },
        { path: 'b.ts', text: 'two' },
        { path: 'c.ts', text: 'three [redacted:known-value] [redacted:gitlab-token]' },
      ],
      redactionCount: 3,
      redactedRules: ['gitlab-token', 'known-value'],
    });
  });

  it('[DOC-26] one private key blocks all texts, for the mock provider too', () => {
    const key = `-----BEGIN ${'PRIVATE'} KEY-----`;

    expect(
      checkTrust({ provider: mock, allowlist: [] }, [...texts, { path: 'k.pem', text: key }]),
    ).toMatchObject({ kind: 'blocked', reasonCode: 'TRUST_PRIVATE_KEY' });
    expect(redactForPrompt(key)).toEqual({ text: '[redacted:private-key]', count: 1 });
  });
});

describe('what may be sent', () => {
  const token = `ghp_${'a1B2'.repeat(9)}`;

  it('[DOC-26] credentials are cut out by their shape, guesses too, and counted', () => {
    const guess = 'password = "x9Q2mT7kLp4Zr8Wc"';

    expect(guardOutgoing(`+const t = '${token}';\n+${guess}\n+plain\n`)).toEqual({
      kind: 'sendable',
      text: "+const t = '[redacted:github-token]';\n+[redacted:assigned-secret]\n+plain\n",
      redactions: 2,
      rules: ['github-token', 'assigned-secret'],
    });
  });

  it('[DOC-26] values of this job are cut out whatever they look like', () => {
    expect(guardOutgoing('a correct-horse b correct-horse-battery', known)).toEqual({
      kind: 'sendable',
      text: 'a [redacted:known-value] b [redacted:known-value]',
      redactions: 2,
      rules: ['known-value'],
    });
    expect(guardOutgoing('abc', ['abc', ''])).toMatchObject({ text: 'abc', redactions: 0 });
  });

  const known = ['correct-horse', 'correct-horse-battery'];
  const header = `-----BEGIN ${'RSA PRIVATE'} KEY-----`;

  it.each([
    ['added', '+'],
    ['removed', '-'],
    ['of the context', ' '],
  ])('[DOC-26] a private key in %s lines of a diff blocks everything', (_what, sign) => {
    const diff = ['@@ -1 +1,3 @@', `${sign}${header}`, `${sign}MIIEpAIBAAKCAQEA7b`].join('\n');

    expect(guardOutgoing(diff)).toEqual({ kind: 'blocked', rules: ['private-key'] });
    expect(guardOutgoing(diff.replace('PRIVATE', 'PUBLIC'))).toMatchObject({ kind: 'sendable' });
  });

  it('[DOC-26] a text without secrets is sent as it is', () => {
    const text = 'diff --git a/x b/x\n+ordinary\u2028\u{1f600}\n';

    expect(guardOutgoing(text)).toEqual({
      kind: 'sendable',
      text,
      redactions: 0,
      rules: [],
    });
  });
});
