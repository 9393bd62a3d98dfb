import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import {
  type EmbeddedDaytona,
  startDaytona,
} from '../../../action/embedded/daytona/start-daytona.ts';

const root = mkdtempSync(join(tmpdir(), 'daytona-wire-'));
const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
let daytona: EmbeddedDaytona;
let toolbox: string;

beforeAll(async () => {
  daytona = await startDaytona({ stateDir: root, apiKey: 'key', nodeBin: process.execPath });
  const { body } = await call('POST', `${daytona.apiUrl}/sandbox`, {
    name: 'wire',
    labels: { app: 'x' },
  });
  const sandbox = z.looseObject({ id: z.string(), toolboxProxyUrl: z.string() }).parse(body);
  toolbox = `${sandbox.toolboxProxyUrl}/${sandbox.id}`;
});
afterAll(async () => {
  await daytona.close();
  rmSync(root, { recursive: true, force: true });
});

async function call(
  method: string,
  url: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

async function begin(session: string, command: string, suppressInputEcho = true): Promise<string> {
  await call('POST', `${toolbox}/process/session`, { sessionId: session });
  const exec = `${toolbox}/process/session/${session}/exec`;
  const { status, body } = await call('POST', exec, { command, runAsync: true, suppressInputEcho });
  expect(status).toBe(202);
  return `${toolbox}/process/session/${session}/command/${z.looseObject({ cmdId: z.string() }).parse(body).cmdId}`;
}

function follow(command: string): Promise<{ frames: Buffer[]; code: number; tookMs: number }> {
  const socket = new WebSocket(`${command.replace('http', 'ws')}/logs?follow=true`, { headers });
  const frames: Buffer[] = [];
  const started = performance.now();
  socket.on('message', (data) => frames.push(Buffer.isBuffer(data) ? data : Buffer.alloc(0)));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code) => resolve({ frames, code, tookMs: performance.now() - started }));
  });
}

describe('sessions', () => {
  test('a journal is marked lines, in frames of at most 1024 bytes, closed a second after the end', async () => {
    const command = await begin(
      'frames',
      '(echo err >&2; sleep 0.2; node -e \'console.log("\u00e9".repeat(2000)); process.stdout.write("no end")\')',
    );
    const { frames, code, tookMs } = await follow(command);
    const journal = Buffer.concat(frames);

    expect(Math.max(...frames.map((frame) => frame.length))).toBe(1024);
    expect(journal.toString('utf8')).toBe(
      `\x02\x02\x02err\n\x01\x01\x01${'\u00e9'.repeat(2000)}\n\x01\x01\x01no end\n`,
    );
    expect(code).toBe(1000);
    expect(tookMs).toBeGreaterThan(1_000);
    expect(Buffer.concat((await follow(command)).frames).equals(journal)).toBe(true);
    expect((await call('GET', command)).body).toMatchObject({ exitCode: 0 });
  });

  test('input is echoed unless that was suppressed, and gone once the command completed', async () => {
    const command = await begin('echo', '(read -r line; echo "got $line")', false);

    expect((await call('POST', `${command}/input`, { data: 'hello' })).status).toBe(204);
    await follow(command);
    expect((await call('GET', `${command}/logs`)).body).toMatchObject({
      stdout: 'hello\ngot hello\n',
    });
    expect((await call('POST', `${command}/input`, { data: 'late' })).status).toBe(410);
  });

  test('a bare exit takes the shell along: no exit code, and the session is of no more use', async () => {
    const command = await begin('poison', 'exit 4');
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect((await call('GET', command)).body).not.toHaveProperty('exitCode');
    const again = await call('POST', `${toolbox}/process/session/poison/exec`, {
      command: 'true',
      runAsync: true,
    });
    expect(again.status).toBe(410);
  });

  test('commands of one session share its shell and run one after another', async () => {
    const first = await begin('order', 'cd /tmp; export WORD=kept; sleep 0.3; echo first');
    const exec = `${toolbox}/process/session/order/exec`;
    const { body } = await call('POST', exec, { command: 'echo "$PWD $WORD"; (exit 3)' });

    expect((await call('GET', first)).body).toMatchObject({ exitCode: 0 });
    expect(body).toMatchObject({ stdout: '/tmp kept\n', stderr: '', exitCode: 3 });
  });

  test('of a command that goes on, the answer has nothing but its id', async () => {
    await call('POST', `${toolbox}/process/session`, { sessionId: 'later' });
    const exec = `${toolbox}/process/session/later/exec`;
    const { status, body } = await call('POST', exec, { command: 'sleep 600', runAsync: true });

    expect([status, body]).toEqual([202, { cmdId: expect.any(String) }]);
  });

  test('deleting a session ends its processes', async () => {
    const command = await begin('doomed', 'sleep 600 & sleep 600');

    expect((await call('DELETE', `${toolbox}/process/session/doomed`)).status).toBe(204);
    expect((await call('GET', command)).status).toBe(404);
    await expect(follow(command)).rejects.toThrow('404');
  });
});

describe('one answer each', () => {
  test('a command, its exit code, its time-out', async () => {
    const execute = `${toolbox}/process/execute`;

    expect(
      await call('POST', execute, {
        command: 'echo "$A"; pwd; exit 3',
        cwd: '/tmp',
        envs: { A: '1' },
      }),
    ).toEqual({
      status: 200,
      body: { exitCode: 3, result: '1\n/tmp\n' },
    });
    expect(await call('POST', execute, { command: 'sleep 60', timeout: 0.2 })).toMatchObject({
      status: 408,
      body: { code: 'PROCESS_EXECUTION_TIMEOUT', source: 'DAYTONA_DAEMON' },
    });
  });

  test('the same name twice, an unknown sandbox, a wrong key, nonsense', async () => {
    const sandbox = `${daytona.apiUrl}/sandbox`;

    expect((await call('POST', sandbox, { name: 'wire' })).status).toBe(409);
    expect((await call('POST', sandbox, { name: 5 })).status).toBe(400);
    expect((await call('GET', `${sandbox}/nobody`)).body).toMatchObject({
      statusCode: 404,
      error: 'Not Found',
    });
    expect((await call('POST', `${toolbox}/process/session`, { sessionId: '../x' })).status).toBe(
      400,
    );
    expect((await fetch(sandbox, { headers: { authorization: 'Bearer other' } })).status).toBe(401);
    const labels = encodeURIComponent(JSON.stringify({ app: 'y' }));
    expect((await call('GET', `${sandbox}?labels=${labels}`)).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  test('what can not be meant is refused, with what is wrong', async () => {
    const list = `${daytona.apiUrl}/sandbox?`;
    const asked = async (method: string, url: string, body?: unknown) => {
      const answer = await call(method, url, body);
      return [answer.status, z.looseObject({ message: z.string() }).parse(answer.body).message];
    };
    const refused = (because: string) => [400, expect.stringContaining(because)];

    expect(await asked('GET', `${list}labels={`)).toEqual(refused('not JSON'));
    expect(await asked('GET', `${list}labels={"app":1}`)).toEqual(refused('labels.app'));
    expect(await asked('GET', `${list}labels=null`)).toEqual(refused('labels'));
    for (const limit of ['ten', '-1', '0', '201', '1e2', ''])
      expect(await asked('GET', `${list}limit=${limit}`)).toEqual(refused('limit'));
    expect(await asked('GET', `${list}cursor=abc`)).toEqual(refused('cursor'));
    expect(await asked('GET', `${toolbox}/files/info`)).toEqual(refused('path'));
    expect(await asked('GET', `${toolbox}/files/info?path=%00`)).toEqual(refused('NUL'));
    expect(await asked('DELETE', `${toolbox}/files?path=a&recursive=maybe`)).toEqual(
      refused('recursive'),
    );
    expect(await asked('POST', `${toolbox}/files/bulk-upload`, {})).toEqual(refused('form'));
    expect(await asked('POST', `${toolbox}/process/execute`, { command: 'a\0b' })).toEqual(
      refused('NUL'),
    );
  });

  test('a list has pages', async () => {
    await call('POST', `${daytona.apiUrl}/sandbox`, { name: 'second' });
    const page = async (query: string) => {
      const { body } = await call('GET', `${daytona.apiUrl}/sandbox?limit=1${query}`);
      const Page = z.looseObject({
        items: z.array(z.looseObject({ name: z.string() })),
        nextCursor: z.string().nullable(),
      });
      const { items, nextCursor } = Page.parse(body);
      return [...items.map(({ name }) => name), nextCursor];
    };

    expect(await page('')).toEqual(['wire', '1']);
    expect(await page('&cursor=1')).toEqual(['second', null]);
  });
});
