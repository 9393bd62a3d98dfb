import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox } from '../../core/services/sandbox-service.ts';
import { type EgressProbe, type EgressReport, egressStatus } from '../../domain/egress.ts';
import { Failure } from '../../domain/failure.ts';
import { type ExecuteDeps, execute } from './execute.ts';
import { upload } from './files.ts';
import type { InsidePrograms } from './inside-programs.ts';
import { type NetworkSettings, readEntry } from './network-policy.ts';

/** What the probe says; from before anything untrusted ran, but decoded all the same. */
const Outcomes = z.array(
  z.object({ observed: z.enum(['blocked', 'reachable']), detail: z.string() }),
);

type Asked = Pick<EgressProbe, 'name' | 'expected'> & {
  readonly kind: 'name' | 'address';
  readonly host: string;
  readonly port: number;
};

/** A loopback entry is a route of a stand-in; inside, its relay listens here. */
const relay = { host: '127.0.0.1', port: 8080 };

/**
 * Tries from inside what the allow list forbids and permits. A provider's word for its network
 * policy is a claim; this is what an agent would find. A probe that did not run proves nothing.
 */
export async function probeEgress(
  deps: ExecuteDeps,
  { sandbox, node, programs }: { sandbox: Sandbox; node: string; programs: InsidePrograms },
  network: NetworkSettings & { readonly allow: readonly string[] },
): Promise<EgressReport> {
  const asked = triesFor(network);
  const outcomes = await runInside(deps, sandbox, node, programs, asked);
  const probes = asked.map((one, index) => ({
    name: one.name,
    target: one.kind === 'name' ? one.host : `${one.host}:${one.port}`,
    expected: one.expected,
    observed: outcomes[index]?.observed ?? ('not-tried' as const),
    detail: (outcomes[index]?.detail ?? 'the probe did not run').slice(0, 200),
  }));
  return { status: egressStatus(probes), probes, refused: null };
}

function triesFor({
  allow,
  domainAllowList = '',
}: NetworkSettings & { readonly allow: readonly string[] }): Asked[] {
  const listed = domainAllowList.split(',');
  const denied = ['example.com', 'example.org', 'example.net'].find((name) => !lists(listed, name));
  const blocked = { kind: 'address', expected: 'blocked' } as const;
  return [
    // A name that nobody asked for before, so that no cache answers.
    {
      ...{ name: 'dns', kind: 'name', expected: 'blocked', port: 53 },
      host: `p${randomBytes(6).toString('hex')}.${denied ?? 'example.com'}`,
    },
    { ...blocked, name: 'direct-ip', host: '1.1.1.1', port: 443 },
    { ...blocked, name: 'ipv6', host: '2606:4700:4700::1111', port: 443 },
    { ...blocked, name: 'metadata', host: '169.254.169.254', port: 80 },
    ...(denied ? [{ ...blocked, name: 'denied-host' as const, host: denied, port: 443 }] : []),
    ...allow.slice(0, 1).map(allowedTry),
  ];
}

function allowedTry(entry: string): Asked {
  const { host, port } = readEntry(entry);
  const loopback = host === 'localhost' || host.startsWith('127.');
  const target = loopback ? relay : { host, port: Number(port) };
  return { name: 'allowed-host', kind: 'address', expected: 'reachable', ...target };
}

function lists(listed: readonly string[], name: string): boolean {
  return listed.some((entry) => entry === name || `*.${name}` === entry);
}

const withProxy = 'exec "$@" "$HTTPS_PROXY"';

async function runInside(
  deps: ExecuteDeps,
  sandbox: Sandbox,
  node: string,
  { probe, language }: InsidePrograms,
  asked: readonly Asked[],
): Promise<z.infer<typeof Outcomes>> {
  const path = `${sandbox.scratch}/probe-${randomBytes(8).toString('hex')}.${language}`;
  const tries = asked.map(({ kind, host, port }) => ({ kind, host, port }));
  try {
    await upload(deps.client, sandbox, [{ path, content: probe }]);
    const { exitCode, stdout } = await execute(deps, sandbox, {
      argv: ['sh', '-c', withProxy, 'sh', node, path, JSON.stringify(tries)],
      cwd: sandbox.scratch,
      timeoutSeconds: 30,
      maxOutputBytes: 64 * 1024,
    });
    if (exitCode !== 0) return [];
    return Outcomes.parse(JSON.parse(Buffer.from(stdout).toString('utf8')));
  } catch (error) {
    // A lost sandbox is the caller's news; whatever else went wrong, nothing is proved.
    if (error instanceof Failure && error.code === 'sandbox-lost') throw error;
    return [];
  }
}
