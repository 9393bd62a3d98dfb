import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrivateHost, readBaseUrl } from '../../../action/core/review/trust/base-url.ts';

const same: readonly (readonly [string, string, string])[] = [
  ['the scheme in capitals', 'HTTPS://api.example.com/v1', 'https://api.example.com/v1'],
  ['the host in capitals', 'https://API.Example.COM/v1', 'https://api.example.com/v1'],
  ['the default port of https', 'https://api.example.com:443/v1', 'https://api.example.com/v1'],
  ['the default port of http', 'http://ollama:80', 'http://ollama'],
  ['another port', 'http://127.0.0.1:11434/', 'http://127.0.0.1:11434'],
  ['a slash at the end', 'https://api.example.com/v1/', 'https://api.example.com/v1'],
  ['several slashes at the end', 'https://api.example.com/v1///', 'https://api.example.com/v1'],
  ['dot segments', 'https://api.example.com/a/../v1/./', 'https://api.example.com/v1'],
  ['encoded dot segments', 'https://api.example.com/v1/%2e%2E/v2', 'https://api.example.com/v2'],
  ['dot segments above the root', 'https://api.example.com/../../v1', 'https://api.example.com/v1'],
  ['a name with umlauts', 'https://bücher.example/v1', 'https://xn--bcher-kva.example/v1'],
  ['its punycode', 'https://XN--BCHER-KVA.example/v1', 'https://xn--bcher-kva.example/v1'],
  ['full-width letters', 'https://ａｐｉ.example.com', 'https://api.example.com'],
  ['an IPv4 address as one number', 'http://2130706433:11434', 'http://127.0.0.1:11434'],
  ['an IPv4 address in hexadecimal', 'http://0x7f.1:11434', 'http://127.0.0.1:11434'],
  ['an IPv6 address at length', 'http://[0:0:0:0:0:0:0:1]:11434', 'http://[::1]:11434'],
  ['an escaped host', 'https://api%2Eexample.com/v1', 'https://api.example.com/v1'],
  ['escapes in small letters', 'https://a.example/x%3fy', 'https://a.example/x%3Fy'],
  ['white space around it', '  https://api.example.com/v1\n', 'https://api.example.com/v1'],
];

const refused: readonly (readonly [string, string, string])[] = [
  ['nothing', ' ', 'is empty'],
  ['a user', 'https://api.openai.com@evil.example/v1', 'user or a password'],
  ['a password', 'https://user:secret@api.example.com', 'user or a password'],
  ['an empty user', 'https://@api.example.com', 'user or a password'],
  ['an empty user and password', 'https://:@api.example.com', 'user or a password'],
  ['a query', 'https://api.example.com/v1?key=1', 'query or a fragment'],
  ['an empty query', 'https://api.example.com/v1?', 'query or a fragment'],
  ['a fragment', 'https://api.example.com/v1#x', 'query or a fragment'],
  ['a backslash', 'https://api.example.com\\@evil.example', 'backslash'],
  ['a tab in the host', 'https://api.exa\tmple.com', 'white space'],
  ['a line break in the path', 'https://api.example.com/v\n1', 'white space'],
  ['a zero-width space', 'https://api\u200b.example.com', 'invisible'],
  ['a right-to-left mark', 'https://api.example.com/\u202ev1', 'invisible'],
  ['no scheme', 'api.example.com/v1', 'http:// or https://'],
  ['a scheme without slashes', 'https:api.example.com', 'http:// or https://'],
  ['three slashes', 'https:///api.example.com', 'http:// or https://'],
  ['a file', 'file:///etc/passwd', 'http:// or https://'],
  ['another protocol', 'ftp://api.example.com', 'http:// or https://'],
  ['a port that is none', 'https://api.example.com:99999', 'no address'],
  ['a wildcard', 'https://*.example.com', 'wildcard'],
];

describe('the one spelling of a base URL', () => {
  it.each(same)('[DOC-25] %s', (_what, given, expected) => {
    expect(readBaseUrl(given)).toEqual({ kind: 'base-url', url: expected });
  });

  it.each(refused)('[DOC-25] is none for %s', (_what, given, reason) => {
    expect(readBaseUrl(given)).toEqual({
      kind: 'malformed',
      reason: expect.stringContaining(reason),
    });
  });

  it('[DOC-25] is its own spelling, whatever address it came from', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), (address) => {
        const once = readBaseUrl(address);
        fc.pre(once.kind === 'base-url');

        expect(readBaseUrl(once.url)).toEqual(once);
      }),
    );
  });

  it('[OPM-07] tells networks of one’s own from the rest', () => {
    const own = [
      'http://localhost:11434',
      'http://127.8.9.1',
      'http://ollama:11434',
      'http://10.1.2.3',
      'http://172.31.0.1',
      'http://192.168.1.1',
      'http://[::1]:8080',
      'http://[fd12:3456::1]',
      'https://models.internal/v1',
    ];
    const others = [
      'https://api.openai.com/v1',
      'http://172.32.0.1',
      'http://11.0.0.1',
      'https://10.example.com',
      'https://localhost.example.com',
      'http://[2001:db8::1]',
    ];

    expect(own.filter((url) => !isPrivateHost(url))).toEqual([]);
    expect(others.filter(isPrivateHost)).toEqual([]);
  });
});
