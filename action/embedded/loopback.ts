const loopback = ['127.0.0.1', 'localhost', '::1'];

/**
 * Everything embedded talks to everything else on loopback, whatever proxy this machine uses
 * for the rest: Node heeds the proxy variables when it is told to.
 */
export function keepLoopbackDirect(environment: Record<string, string | undefined>): void {
  for (const name of ['NO_PROXY', 'no_proxy']) {
    const before = environment[name];
    environment[name] = [...(before ? [before] : []), ...loopback].join(',');
  }
}
