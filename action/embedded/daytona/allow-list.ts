/** What one sandbox may reach. Default is deny: an empty list permits nothing. */
export interface AllowList {
  readonly empty: boolean;
  /** Whether it has entries that only a proxy can serve. */
  readonly names: boolean;
  /** Where a request goes that names no address: the first entry with a port. */
  readonly route: { readonly host: string; readonly port: number } | undefined;
  permits(host: string, port: number): boolean;
}

/** The network part of a create request; lists are comma separated. */
export interface NetworkRequest {
  readonly networkBlockAll?: boolean | undefined;
  /** IPv4 ranges; only single addresses (`/32`) are understood here. */
  readonly networkAllowList?: string | undefined;
  /** `example.com`, `*.example.com`, and, in this stand-in only, `host:port`. */
  readonly domainAllowList?: string | undefined;
}

export function readAllowList(request: NetworkRequest): AllowList {
  if (request.networkBlockAll) return closed;
  const entries = [
    ...split(request.domainAllowList),
    ...split(request.networkAllowList).flatMap((range) =>
      range.endsWith('/32') ? [range.slice(0, -3)] : [],
    ),
  ];
  const route = entries
    .map((entry) => /^([^:]+):(\d{1,5})$/.exec(entry))
    .find((match) => match !== null);
  return {
    empty: entries.length === 0,
    names: entries.some((entry) => !entry.includes(':')),
    route: route ? { host: route[1] ?? '', port: Number(route[2]) } : undefined,
    permits: (host, port) => entries.some((entry) => matches(entry, host.toLowerCase(), port)),
  };
}

const closed: AllowList = {
  empty: true,
  names: false,
  route: undefined,
  permits: () => false,
};

function matches(entry: string, host: string, port: number): boolean {
  if (entry.includes(':')) return entry === `${host}:${port}`;
  if (port !== 80 && port !== 443) return false;
  return entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : entry === host;
}

function split(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
}
