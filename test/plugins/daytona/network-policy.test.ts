import { expect, test } from 'vitest';
import type { ProvisionRequest } from '../../../action/core/services/sandbox-service.ts';
import { networkSettings, sameNetwork } from '../../../action/plugins/daytona/network-policy.ts';

test.each([
  ['nothing listed', true, [], [], { networkBlockAll: true }],
  ['nothing listed, and not blocked either', false, [], [], { networkBlockAll: true }],
  ['domains of a policy that blocks all', true, ['example.com'], [], { networkBlockAll: true }],
  [
    'domains',
    false,
    ['*.example.com'],
    [],
    { networkBlockAll: false, domainAllowList: '*.example.com' },
  ],
  [
    'a route',
    true,
    [],
    ['Models.example.com:443'],
    { networkBlockAll: false, domainAllowList: 'models.example.com' },
  ],
  [
    'a loopback route',
    true,
    [],
    ['127.0.0.1:4000'],
    { networkBlockAll: false, domainAllowList: '127.0.0.1:4000' },
  ],
  [
    'an address',
    true,
    [],
    ['192.0.2.7:443'],
    { networkBlockAll: false, networkAllowList: '192.0.2.7/32' },
  ],
])('[RUN-25] %s', (_, blockAll, allowDomains, allow, settings) => {
  expect(networkSettings(request(blockAll, allowDomains, allow))).toEqual(settings);
});

test.each([
  ['example.com'],
  ['example.com:port'],
  ['a,b:443'],
  ['http://example.com:80'],
  [' :80'],
])('[RUN-25] an entry that is not host:port is refused: %s', (entry) => {
  expect(() => networkSettings(request(true, [], [entry]))).toThrow(
    expect.objectContaining({ code: 'misconfigured' }),
  );
});

test('more than the vendor takes is refused', () => {
  const many = Array.from({ length: 11 }, (_, index) => `host${index}.example.com:443`);

  expect(() => networkSettings(request(true, [], many))).toThrow(
    expect.objectContaining({ code: 'misconfigured' }),
  );
});

test('[RUN-25] an open network is never what was asked for', () => {
  const listed = { networkBlockAll: false, domainAllowList: 'a.example' };

  expect(sameNetwork({ networkBlockAll: true }, { networkBlockAll: true })).toBe(true);
  expect(sameNetwork({ networkBlockAll: true }, { networkBlockAll: false })).toBe(false);
  expect(sameNetwork(listed, listed)).toBe(true);
  expect(sameNetwork(listed, { networkBlockAll: false, domainAllowList: '' })).toBe(false);
});

function request(blockAll: boolean, allowDomains: string[], allow: string[]): ProvisionRequest {
  const network = { blockAll, allowDomains };
  return {
    runId: 'run-0123456789abcdef',
    purpose: 'agent',
    policy: { ephemeral: true, autoStopMinutes: 15, ttlMinutes: 30, network },
    checkout: { owner: 'acme', name: 'sample', commit: '0'.repeat(40) },
    allow,
  };
}
