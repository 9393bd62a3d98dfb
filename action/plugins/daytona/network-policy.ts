import type { ProvisionRequest } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';

export interface NetworkSettings {
  readonly networkBlockAll: boolean;
  readonly domainAllowList?: string;
  readonly networkAllowList?: string;
}

const mostEntries = 10;

/**
 * Our terms in the vendor's. Default is deny: nothing listed means that all is blocked. The
 * vendor's lists know names and address ranges but no ports, so a name loses its port; a
 * loopback route keeps it, which only a local stand-in can grant.
 */
export function networkSettings({
  policy,
  allow,
}: Pick<ProvisionRequest, 'policy' | 'allow'>): NetworkSettings {
  const domains = new Set(policy.network.blockAll ? [] : policy.network.allowDomains);
  const ranges = new Set<string>();
  for (const { host, port } of allow.map(readEntry)) {
    if (host === 'localhost' || host.startsWith('127.')) domains.add(`${host}:${port}`);
    else if (/^[\d.]+$/.test(host)) ranges.add(`${host}/32`);
    else domains.add(host);
  }
  if (domains.size > mostEntries || ranges.size > mostEntries) {
    throw misconfigured(`more than ${mostEntries} entries`);
  }
  if (domains.size + ranges.size === 0) return { networkBlockAll: true };
  return {
    networkBlockAll: false,
    ...(domains.size > 0 && { domainAllowList: [...domains].join(',') }),
    ...(ranges.size > 0 && { networkAllowList: [...ranges].join(',') }),
  };
}

/** `host:port`. */
export function readEntry(entry: string): { host: string; port: string } {
  const [, host, port] = /^([^\s:,/]+):(\d{1,5})$/.exec(entry) ?? [];
  if (!host || !port) throw misconfigured(`"${entry.slice(0, 100)}" is not host:port`);
  return { host: host.toLowerCase(), port };
}

/** Whether the sandbox says that it got what was asked for; an open network is never that. */
export function sameNetwork(asked: NetworkSettings, got: Partial<NetworkSettings>): boolean {
  if (asked.networkBlockAll) return got.networkBlockAll === true;
  return (
    (got.domainAllowList ?? '') === (asked.domainAllowList ?? '') &&
    (got.networkAllowList ?? '') === (asked.networkAllowList ?? '')
  );
}

function misconfigured(what: string): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `The sandbox's network policy cannot be expressed: ${what}. Correct the allow list in the policy.`,
  });
}
