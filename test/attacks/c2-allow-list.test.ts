import { describe, expect, it } from 'vitest';
import { normalizeBaseUrl } from '../../action/core/review/trust/base-url.ts';
import { checkTrust } from '../../action/core/review/trust/check-trust.ts';

const allowed = 'https://api.openai.com/v1';

/** Addresses that look, parse or resolve in part like the allowed one, and are others. */
const lookAlikes = [
  'https://api.openai.com@evil.example/v1',
  'https://api.openai.com:443@evil.example/v1',
  'https://api.openai.com%40evil.example/v1',
  'https://api.openai.com\\@evil.example/v1',
  'https://evil.example\\.api.openai.com/v1',
  'https://evil.example/#@api.openai.com/v1',
  'https://evil.example/?https://api.openai.com/v1',
  'https://evil.example;api.openai.com/v1',
  'https://api.openai.com.evil.example/v1',
  'https://api.openai.com。evil.example/v1',
  'https://xapi.openai.com/v1',
  'https://api-openai.com/v1',
  'https://api.openai.com./v1',
  'https://аpi.openai.com/v1',
  'https://api.openaı.com/v1',
  'https://api.openai.com:8443/v1',
  'http://api.openai.com/v1',
  'ftp://api.openai.com/v1',
  '//api.openai.com/v1',
  'https:api.openai.com/v1',
  'https:///api.openai.com/v1',
  'https://api.openai.com',
  'https://api.openai.com/v1/../v2',
  'https://api.openai.com/v1%2f..%2fv2',
  'https://api.openai.com/v1/%2e%2e/admin',
  'https://api.openai.com/V1',
  'https://api.openai.com//v1',
  'https://api.openai.com/v1?x=1',
  'https://api.openai.com/v1#x',
  'https://api.openai.com/v1\u200b',
  'https://api.openai.com/v1 https://evil.example',
  'https://api.openai.com\n.evil.example/v1',
  'https://*.openai.com/v1',
  'https://127.0.0.1/v1',
  'https://[::ffff:127.0.0.1]/v1',
  '',
] as const;

describe('C2 the allow list of model endpoints', () => {
  it('C2 sees the allowed address through its harmless spellings', () => {
    for (const spelling of [allowed, ` ${allowed}/ `, 'HTTPS://API.OPENAI.COM:443/x/../v1/'])
      expect(ask(normalizeBaseUrl(spelling) ?? '')).toMatchObject({ kind: 'allowed' });
  });

  it.each(lookAlikes)('C2 does not take %j for it', (address) => {
    expect(ask(normalizeBaseUrl(address) ?? '')).toMatchObject({ kind: 'blocked' });
  });

  it.each(lookAlikes)('C2 an allowed %j would not open the real one', (address) => {
    const entry = normalizeBaseUrl(address);
    const allowlist = entry === undefined ? [] : [entry];

    expect(ask(allowed, allowlist)).toMatchObject({ kind: 'blocked' });
  });
});

function ask(endpoint: string, allowlist: readonly string[] = [allowed]) {
  return checkTrust({ provider: { provider: 'openai', endpoint }, allowlist }, []);
}
