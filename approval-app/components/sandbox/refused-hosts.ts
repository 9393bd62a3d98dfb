import type { TrustReport } from '../../../action/domain/trust-report.ts';

type Sandboxes = TrustReport['sandboxes'];

/** Somewhere that a sandbox wanted to go and was not let, with what asked. */
export interface RefusedHost {
  /** `host:port` as it was asked for; untrusted. */
  readonly target: string;
  readonly purpose: Sandboxes[number]['purpose'];
  /** What asked, as the inside says; null where nobody could see it. */
  readonly command: string | null;
  readonly times: number;
}

/** All of them, most wanted first. */
export function refusedHosts(sandboxes: Sandboxes): readonly RefusedHost[] {
  return sandboxes
    .flatMap(({ purpose, egress }) =>
      (egress.refused ?? []).map((refused) => ({ ...refused, purpose })),
    )
    .sort((left, right) => right.times - left.times);
}

/** As `environment.allow` of `.github/patchplane.yml` takes it: a name, never an address. */
const host =
  /^([a-z0-9](?:[a-z0-9-]{0,62}))(\.[a-z0-9](?:[a-z0-9-]{0,62}))*\.[a-z][a-z0-9-]{0,62}$/;
const mostAllowed = 10;

/**
 * The lines that would let set-up reach these hosts from the next run on. They go into the
 * policy file, where somebody reviews them; nothing is opened from here. Undefined where none of
 * the targets is a host that can be allowed.
 */
export function allowSnippet(refused: readonly RefusedHost[]): string | undefined {
  const names = new Set<string>();
  for (const { target } of refused) {
    const [, name = '', port = '443'] =
      /^(.*?)(?::([1-9]\d{0,4}))?$/.exec(target.toLowerCase()) ?? [];
    if (host.test(name)) names.add(port === '443' ? name : `${name}:${port}`);
  }
  if (names.size === 0) return undefined;
  const lines = [...names].sort().slice(0, mostAllowed);
  return ['environment:', '  allow:', ...lines.map((name) => `    - ${name}`)].join('\n');
}
