import { type NetworkRequest, readAllowList } from './allow-list.ts';
import { type Egress, type EgressRecord, openEgress } from './egress.ts';

/** The way out of one sandbox, which may change while it lives. */
export interface BoxNetwork {
  now(): NetworkRequest;
  set(request: NetworkRequest): Promise<void>;
  /** Undefined while nothing at all may be reached. */
  egress(): Egress | undefined;
  /** Where programs inside find their proxy. */
  environment(): Readonly<Record<string, string>>;
  close(): void;
}

export async function createNetwork(
  folder: string,
  first: NetworkRequest,
  record: (entry: Pick<EgressRecord, 'target' | 'allowed' | 'command'>) => void,
): Promise<BoxNetwork> {
  let request = first;
  let list = readAllowList(first);
  let opened: Egress | undefined;

  async function set(wanted: NetworkRequest): Promise<void> {
    request = { ...request, ...wanted };
    list = readAllowList(request);
    // What was let through under the old list does not outlive it.
    opened?.cut();
    if (!list.empty) opened ??= await openEgress(folder, () => list, record);
  }
  await set(first);

  return {
    now: () => request,
    set,
    egress: () => (list.empty ? undefined : opened),
    environment: () => (list.names ? proxied : {}),
    close: () => opened?.close(),
  };
}

const relay = 'http://127.0.0.1:8080';
const direct = 'localhost,127.0.0.1';

/** Names are not resolved inside, and the relay is asked by name. Itself it is asked directly. */
const proxied = {
  ...{ HTTP_PROXY: relay, HTTPS_PROXY: relay, NO_PROXY: direct },
  ...{ http_proxy: relay, https_proxy: relay, no_proxy: direct },
};
