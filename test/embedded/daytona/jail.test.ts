import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../action/core/services/sandbox-service.ts';
import { type DaytonaWorld, openDaytonaWorld, text } from './daytona-world.ts';

let world: DaytonaWorld;
let open: Sandbox;
let closed: Sandbox;
let route: Server;
let forbidden: Server;

beforeAll(async () => {
  process.env['PATCHPLANE_TEST_SECRET'] = 'host-secret-value';
  world = await openDaytonaWorld();
  route = await serve('the model route');
  forbidden = await serve('not for sandboxes');
  open = await world.sandboxes.provision(world.request({ allow: [`127.0.0.1:${portOf(route)}`] }));
  closed = await world.sandboxes.provision(world.request({ purpose: 'verify' }));
});
afterAll(async () => {
  delete process.env['PATCHPLANE_TEST_SECRET'];
  await world.close();
  for (const server of [route, forbidden]) server.close();
});

/** Standard output and error of a bash script in a jail, as one text. */
async function inside(sandbox: Sandbox, script: string, ...words: string[]): Promise<string> {
  const done = await world.sandboxes.execute(sandbox, {
    argv: ['bash', '-c', script, 'inside', ...words],
    timeoutSeconds: 20,
    maxOutputBytes: 1024 * 1024,
  });
  return text(done.stdout) + text(done.stderr);
}

const get = (url: string): string =>
  `node -e 'fetch(process.argv[1]).then((r) => r.text()).then(console.log, (e) => console.log(e.cause.code))' ${url}`;

describe('what a jailed program can see', () => {
  test('[SEC-05] no environment holds anything of the host', async () => {
    const environments = await inside(
      closed,
      'cat /proc/[0-9]*/environ | tr "\\0" "\\n" | cut -d= -f1 | sort -u',
    );

    expect(environments.split('\n').filter(Boolean).sort()).toEqual(
      ['HOME', 'LANG', 'OLDPWD', 'PATH', 'PWD', 'SHELL', 'SHLVL', 'USER', '_'].sort(),
    );
  });

  test('neither an argument nor a mount shows a secret, and the state folder is not there', async () => {
    const seen = await inside(
      closed,
      'cat /proc/[0-9]*/cmdline | tr "\\0" "\\n"; ls -d "$1" /root /srv /var',
      world.stateDir,
    );

    expect(seen).not.toContain('host-secret-value');
    expect(seen).toMatch(/cannot access '.*state'/);
    expect(seen).toMatch(/cannot access '\/root'/);
    expect(seen).toMatch(/cannot access '\/var'/);
  });

  test('only its own processes', async () => {
    await using sleeper = await sleeping(open);
    expect(sleeper.started).toBe(true);

    expect(Number(await inside(closed, 'ls -d /proc/[0-9]* | wc -l'))).toBeLessThan(10);
    expect(
      await inside(closed, 'grep -l 314159 /proc/[0-9]*/cmdline | grep -v self'),
    ).not.toContain('sleep');
  });

  test('no account, no privilege, no writable system', async () => {
    const seen = await inside(
      closed,
      'id -u; grep CapEff /proc/self/status; cat /etc/shadow; for f in /usr /etc /opt /opt/node/bin /dev /; do touch $f/x && echo "wrote $f"; done; unshare -U true && echo "made a namespace"',
    );

    expect(seen).toContain('1000\n');
    expect(seen).toMatch(/CapEff:\s+0000000000000000/);
    expect(seen).not.toContain('wrote');
    expect(seen).not.toContain('made a namespace');
  });

  test('two sandboxes share no file', async () => {
    await inside(open, 'echo mine | tee ~/mark /tmp/mark /dev/shm/mark');

    expect(await inside(closed, 'cat ~/mark /tmp/mark /dev/shm/mark')).not.toContain('mine');
    expect(await inside(open, 'cat ~/mark /tmp/mark /dev/shm/mark')).toBe('mine\nmine\nmine\n');
  });
});

describe('what a jailed program can reach', () => {
  test('[RUN-25] the route on the allow list, through the relay', async () => {
    expect(await inside(open, get('http://127.0.0.1:8080/v1/models'))).toBe('the model route\n');
    expect(world.daytona.egressLog()).toContainEqual(
      expect.objectContaining({
        sandboxId: open.id,
        target: `127.0.0.1:${portOf(route)}`,
        allowed: true,
      }),
    );
  });

  test('[RUN-25] no other port of the host, no other host, not the control plane', async () => {
    const api = new URL(world.daytona.apiUrl).port;
    for (const url of [
      `http://127.0.0.1:${portOf(forbidden)}`,
      `http://127.0.0.1:${api}/api/sandbox`,
    ]) {
      expect(await inside(open, get(url))).toBe('ECONNREFUSED\n');
    }
    expect(await inside(open, get('http://192.0.2.1/'))).toMatch(/ENETUNREACH/);
  });

  test('[RUN-25] asking the relay for another address is refused, and recorded', async () => {
    const connect = `node -e '
      const socket = require("net").connect(8080, "127.0.0.1", () => socket.write(process.argv[1]));
      socket.on("data", (answer) => { console.log(String(answer).split("\\r\\n")[0]); socket.destroy(); });' "$1"`;
    const target = `127.0.0.1:${portOf(forbidden)}`;
    const refused = 'HTTP/1.1 403 Forbidden\n';

    expect(await inside(open, connect, `CONNECT ${target} HTTP/1.1\r\n\r\n`)).toBe(refused);
    expect(await inside(open, connect, `GET http://${target}/ HTTP/1.1\r\n\r\n`)).toBe(refused);
    expect(await inside(open, connect, 'CONNECT example.com:443 HTTP/1.1\r\n\r\n')).toBe(refused);
    expect(
      world.daytona.egressLog().flatMap((entry) => (entry.allowed ? [] : [entry.target])),
    ).toEqual([target, target, 'example.com:443']);
  });

  test('[RUN-25] with an empty allow list there is no relay at all', async () => {
    expect(await inside(closed, get('http://127.0.0.1:8080/'))).toBe('ECONNREFUSED\n');
    expect(await inside(closed, 'ls /run/egress')).toContain('cannot access');
  });
});

describe('what a jailed program can break', () => {
  test('a link that it plants does not lead an upload out of the jail', async () => {
    await inside(
      closed,
      'ln -s /proc/1/root/../../../../../../.. /tmp/up; ln -s "$1" /tmp/state',
      world.stateDir,
    );
    const content = Buffer.from('planted');

    await expect(
      world.sandboxes.upload(closed, [{ path: '/tmp/state/planted', content }]),
    ).rejects.toMatchObject({ name: 'Failure' });
  });

  test('an endless file hits a limit, not the disk of the host', async () => {
    expect(
      await inside(
        closed,
        'dd if=/dev/zero of=/tmp/endless bs=1M seek=2047 count=5 2>&1; rm /tmp/endless',
      ),
    ).toMatch(/File size limit|File too large/);
  });

  test('too many processes cost it its sandbox', async () => {
    const doomed = await world.sandboxes.provision(world.request({ purpose: 'verify' }));

    await expect(
      inside(doomed, 'for i in $(seq 2500); do sleep 60 & done; wait'),
    ).rejects.toMatchObject({ code: 'sandbox-lost' });
  });
});

async function sleeping(sandbox: Sandbox): Promise<AsyncDisposable & { started: boolean }> {
  const process = await world.sandboxes.startProcess(sandbox, {
    argv: ['sleep', '314159'],
    maxOutputBytes: 100,
  });
  return { started: true, [Symbol.asyncDispose]: () => process.stop() };
}

async function serve(answer: string): Promise<Server> {
  const server = createServer((_, response) => response.end(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
