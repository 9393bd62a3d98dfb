import type { TrustReport } from '../../action/domain/trust-report.ts';

type Sandbox = TrustReport['sandboxes'][number];
type Probe = Sandbox['egress']['probes'][number];

/** A way out that was tried, and behaved as it has to. */
export function probe(name: Probe['name'], target: string, seen: 'blocked' | 'reachable'): Probe {
  return {
    name,
    target,
    expected: seen,
    observed: seen,
    detail: seen === 'blocked' ? 'ETIMEDOUT' : '200',
  };
}

/** The two sandboxes of an ordinary run: both shut in, both gone, and nothing was refused. */
export const shutIn: readonly Sandbox[] = (['agent', 'verify'] as const).map((purpose) => ({
  purpose,
  id: `sandbox-${purpose}`,
  provider: 'daytona',
  isolation: { network: 'blocked but for what is listed', user: 'nobody' },
  destroyed: true,
  egress: {
    status: 'enforced',
    probes: [
      probe('dns', 'p3f1.example.com', 'blocked'),
      probe('direct-ip', '1.1.1.1:443', 'blocked'),
      probe('allowed-host', 'models.acme.test:443', 'reachable'),
    ],
    refused: [],
  },
}));
