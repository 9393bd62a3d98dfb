import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList } from 'node:net';

/** Addresses that lead back to the machine itself, or to what a cloud tells its machines. */
const inward = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
] as const)
  inward.addSubnet(net, prefix);
inward.addAddress('::', 'ipv6');
inward.addAddress('::1', 'ipv6');
inward.addSubnet('fe80::', 10, 'ipv6');

/**
 * Looks a listed name up for a jail. Whoever answers for a name could answer with an address of
 * this machine, which the list does not mean; an address that it names itself is not looked up.
 */
export function publicLookup(
  host: string,
  options: LookupOptions,
  done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
): void {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    const outward = host === 'localhost' ? found : found.filter((one) => !isInward(one));
    const [first] = outward;
    if (!first) return done(new Error(`${host} leads to this machine`), []);
    if (options.all) return done(null, outward);
    done(null, first.address, first.family);
  });
}

export function isInward({ address, family }: LookupAddress): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return inward.check(mapped);
  return inward.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
