import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../action/core/services/sandbox-service.ts';
import { isInward } from '../../action/embedded/daytona/public-lookup.ts';
import { insidePrograms } from '../../action/entry/inside-programs.ts';
import { type DaytonaWorld, openDaytonaWorld, text } from '../embedded/daytona/daytona-world.ts';

let world: DaytonaWorld;
let allowed: Server;
let registry: Server;
beforeAll(async () => {
  world = await openDaytonaWorld();
  [allowed, registry] = await Promise.all([serve('the model'), serve('a package')]);
});
afterAll(async () => {
  await world.close();
  for (const server of [allowed, registry]) server.close();
});

async function inside(sandbox: Sandbox, ...argv: string[]): Promise<string> {
  const limits = { timeoutSeconds: 30, maxOutputBytes: 100_000 };
  const { stdout, stderr } = await world.sandboxes.execute(sandbox, { argv, ...limits });
  return text(stdout) + text(stderr);
}

/** Asks the relay for a way to `target`, as a program that knows its proxy does. */
const connect = (target: string): string[] => [
  'node',
  '-e',
  `const socket = require('net').connect(8080, '127.0.0.1', () => socket.write('CONNECT ' + process.argv[1] + ' HTTP/1.1\\r\\n\\r\\n'));
   socket.on('error', (error) => console.log(error.code));
   socket.once('data', (answer) => { console.log(String(answer).split('\\r\\n')[0]); socket.destroy(); });`,
  target,
];

describe('[C5] [RUN-25] ways out of a sandbox', () => {
  it('are tried in every sandbox, and what came of it stands in its report', async () => {
    const agent = await world.sandboxes.provision(world.request({ allow: [hostOf(allowed)] }));
    const verify = await world.sandboxes.provision(world.request({ purpose: 'verify' }));

    const table = (sandbox: Sandbox) =>
      sandbox.egress?.probes.map(({ name, expected, observed }) => [name, expected, observed]);
    const blocked = ['dns', 'direct-ip', 'ipv6', 'metadata', 'denied-host'].map((name) => [
      name,
      'blocked',
      'blocked',
    ]);
    expect(table(agent)).toEqual([...blocked, ['allowed-host', 'reachable', 'reachable']]);
    expect(table(verify)).toEqual(blocked);
    expect([agent, verify].map(({ egress }) => egress?.status)).toEqual(['enforced', 'enforced']);
    const [metadata] = agent.egress?.probes.filter(({ name }) => name === 'metadata') ?? [];
    expect(metadata?.target).toBe('169.254.169.254:80');
    await Promise.all([agent, verify].map((sandbox) => world.sandboxes.destroy(sandbox)));
  });

  it.each([
    [
      'finds a way out that the provider says is shut',
      'console.log(JSON.stringify(JSON.parse(process.argv[2]).map(() => ({ observed: "reachable", detail: "connected" }))))',
      'reachable',
    ],
    ['does not come to its end', 'process.exit(1)', 'not-tried'],
    ['says something else', 'console.log("all is well")', 'not-tried'],
  ])('a probe that %s leaves it unverified, for policy to see', async (_, program, observed) => {
    const sandboxes = world.through({
      programs: { ...insidePrograms(), probe: Buffer.from(program) },
    });

    const sandbox = await sandboxes.provision(world.request());

    expect(sandbox.isolation['networkBlockAll']).toBe('true');
    expect(sandbox.egress?.status).toBe('unverified');
    expect(new Set(sandbox.egress?.probes.map((probe) => probe.observed))).toEqual(
      new Set([observed]),
    );
    await sandboxes.destroy(sandbox);
  });

  it('the set-up reaches its registry, and nothing of that is left for the agent', async () => {
    const request = world.request({ allow: [], setUpAllow: [hostOf(registry)] });
    const wide = await world.sandboxes.provision(request);
    expect(wide.egress).toBeUndefined();
    expect(await inside(wide, ...connect(hostOf(registry)))).toBe(
      'HTTP/1.1 200 Connection Established\n',
    );

    const narrow = await world.sandboxes.narrow(wide, request);

    expect(narrow.isolation['networkBlockAll']).toBe('true');
    expect(narrow.egress?.status).toBe('enforced');
    expect(await inside(narrow, ...connect(hostOf(registry)))).toBe('ECONNREFUSED\n');
    await world.sandboxes.destroy(narrow);
  });

  it('a connection that was opened during the set-up does not outlive it', async () => {
    const request = world.request({ allow: [hostOf(allowed)], setUpAllow: [hostOf(registry)] });
    const sandbox = await world.sandboxes.provision(request);
    const hold = await world.sandboxes.startProcess(sandbox, {
      argv: [
        'node',
        '-e',
        `const socket = require('net').connect(8080, '127.0.0.1', () => socket.write('CONNECT ${hostOf(registry)} HTTP/1.1\\r\\n\\r\\n'));
         socket.once('data', () => console.log('open'));
         socket.on('close', () => console.log('closed'));`,
      ],
      maxOutputBytes: 1_000,
    });
    const said: string[] = [];
    for await (const bytes of hold.stdout) {
      said.push(text(bytes));
      if (said.join('') === 'open\n') await world.sandboxes.narrow(sandbox, request);
    }

    expect(said.join('')).toBe('open\nclosed\n');
    await world.sandboxes.destroy(sandbox);
  });

  it('what is refused is told, with the program that tried', async () => {
    const sandbox = await world.sandboxes.provision(world.request({ allow: [hostOf(allowed)] }));
    for (const target of ['evil.example:443', 'evil.example:443', '169.254.169.254:80'])
      expect(await inside(sandbox, ...connect(target))).toBe('HTTP/1.1 403 Forbidden\n');

    const refused = await world.sandboxes.refusals(sandbox);

    expect(refused?.map(({ target, times }) => [target, times])).toEqual([
      ['evil.example:443', 2],
      ['169.254.169.254:80', 1],
    ]);
    expect(refused?.[0]?.command).toMatch(/^node -e .*evil\.example:443|^node -e /);
    await world.sandboxes.destroy(sandbox);
  });

  it.each([
    ['127.0.0.1', 4, true],
    ['169.254.169.254', 4, true],
    ['0.0.0.0', 4, true],
    ['::1', 6, true],
    ['::ffff:127.0.0.1', 6, true],
    ['fe80::1', 6, true],
    ['192.0.2.1', 4, false],
    ['2001:db8::1', 6, false],
  ])('a listed name that resolves to %s leads nowhere: %s', (address, family, inward) => {
    expect(isInward({ address, family })).toBe(inward);
  });
});

async function serve(answer: string): Promise<Server> {
  const server = createServer((_, response) => response.end(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function hostOf(server: Server): string {
  const address = server.address();
  return `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}
