import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createConvexCaller } from '../../../action/plugins/convex/convex-caller.ts';

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const json =
  (status: number, body: unknown): Reply =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(body));
const success = json(200, { status: 'success', value: 'done', logLines: [] });
const thrown = (errorData?: unknown, errorMessage = 'Server Error') =>
  json(560, { status: 'error', errorMessage, errorData, logLines: [] });
const outage = json(503, {});
const hangUp: Reply = (response) => void response.destroy();
const silence: Reply = () => undefined;

let close = () => {};
afterEach(() => close());

/** A ledger that answers with one reply after another, the last one for ever. */
async function ledgerThat(...replies: Reply[]) {
  const bearers: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    bearers.push(request.headers.authorization);
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    reply?.(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  let tokens = 0;
  const pauses: number[] = [];
  const { mutation } = createConvexCaller({
    url: `http://127.0.0.1:${port}`,
    token: async () => {
      tokens += 1;
      return jwt(tokens);
    },
    timeoutMs: 300,
    wait: async (milliseconds) => void pauses.push(milliseconds),
  });
  return { bearers, pauses, call: async () => await mutation('a:b', { x: undefined }, z.string()) };
}

const jwt = (number: number) => {
  const body = JSON.stringify({ exp: Math.floor(Date.now() / 1_000) + 300, number });
  return `h.${Buffer.from(body).toString('base64url')}.s`;
};

describe('calling the ledger', () => {
  it.each([
    ['an outage', outage],
    ['a connection that breaks', hangUp],
    ['an answer that does not come', silence],
    ['contention', thrown(undefined, 'Documents changed while this mutation was being run')],
  ])('[TST-17] goes on after %s', async (_, reply) => {
    const { call, bearers } = await ledgerThat(reply, reply, success);

    expect(await call()).toBe('done');
    expect(bearers).toHaveLength(3);
  });

  it('[TST-18] gives up after four attempts, with pauses that grow', async () => {
    const { call, pauses } = await ledgerThat(silence);

    await expect(call()).rejects.toMatchObject({ code: 'timeout', retryable: true });
    expect(pauses).toEqual([200, 800, 2_000]);
  });

  it('asks for a new token when one is refused, and for no more than it needs', async () => {
    const { call, bearers } = await ledgerThat(json(401, {}), success, success);

    await call();
    await call();

    expect(new Set(bearers).size).toBe(2);
    expect(bearers[1]).toBe(bearers[2]);
  });

  it.each([
    ['a refusal', thrown({ code: 'conflict', message: 'no' }), 'conflict'],
    ['a refusal of the caller', thrown({ code: 'auth', message: 'no' }), 'auth'],
    ['a code that nobody knows', thrown({ code: 'whatever', message: 'no' }), 'invalid-answer'],
    ['a bug over there', thrown(), 'invalid-answer'],
    ['too much', json(413, {}), 'too-large'],
    ['a forbidden token', json(403, {}), 'auth'],
    ['another form', json(200, { status: 'success', value: 7, logLines: [] }), 'invalid-answer'],
  ])('[TST-15] %s is a failure at once', async (_, reply, code) => {
    const { call, bearers } = await ledgerThat(reply);

    await expect(call()).rejects.toMatchObject({ name: 'Failure', code });
    expect(bearers).toHaveLength(1);
  });
});
