import { afterEach, expect, it } from 'vitest';
import type { ModelRoute } from '../../../action/embedded/model/model-route.ts';
import { chunksOf, complete, issue, playing } from './route.ts';

let route: ModelRoute;
afterEach(() => route.close());

it('a text is streamed in pieces that together are the text', async () => {
  const text = 'Grüße 😀 '.repeat(50);
  route = await playing([{ text }]);

  const chunks = await chunksOf(await complete(route, await issue(route)));

  expect(chunks.length).toBeGreaterThan(5);
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(text);
  expect(chunks.at(-2)?.choices[0].finish_reason).toBe('stop');
});

it('tool calls come with whole arguments, text arguments as they are, and the usage', async () => {
  const usage = { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 };
  const tools = [
    { name: 'bash', args: { command: 'node --test' } },
    { name: 'edit', args: '{"broken' },
  ];
  route = await playing([{ tools, usage }]);

  const chunks = await chunksOf(await complete(route, await issue(route)));

  const calls = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
  const sent = [0, 1].map((index) =>
    calls
      .filter((call) => call.index === index)
      .map((call) => call.function.arguments)
      .join(''),
  );
  expect(sent).toEqual(['{"command":"node --test"}', '{"broken']);
  expect(chunks.at(-2)?.choices[0].finish_reason).toBe('tool_calls');
  expect(chunks.at(-1)?.usage).toMatchObject(usage);
});

it('a client that wants no stream gets one answer', async () => {
  route = await playing([{ text: 'hello', tools: [{ name: 'bash', args: {} }] }]);

  const answer = await complete(route, await issue(route), { body: { stream: false } });

  expect(await answer.json()).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { content: 'hello' }, finish_reason: 'tool_calls' }],
  });
});

it('an HTTP error is answered as it is written down', async () => {
  route = await playing([
    { status: 429, body: { error: { message: 'slow' } }, headers: { 'retry-after': '7' } },
    { status: 502, body: '<html>' },
    { status: 500 },
  ]);
  const token = await issue(route);

  const [first, second, third] = [
    await complete(route, token),
    await complete(route, token),
    await complete(route, token),
  ];

  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
  expect(await first.json()).toEqual({ error: { message: 'slow' } });
  expect([second.status, await second.text()]).toEqual([502, '<html>']);
  expect([third.status, await third.json()]).toMatchObject([500, { error: {} }]);
});

it('raw pieces are the body, byte for byte, and the connection can break after them', async () => {
  route = await playing([
    { raw: ['data: {"a"', ':1}\n\n', '\u2028'] },
    { raw: ['data: {'], destroy: true },
  ]);
  const token = await issue(route);

  expect(await (await complete(route, token)).text()).toBe('data: {"a":1}\n\n\u2028');
  const broken = await complete(route, token);
  await expect(broken.text()).rejects.toThrow();
});

it('without repeatLast the end of the tape is a clear error; with it the last step goes on', async () => {
  route = await playing([{ text: 'once' }]);
  const token = await issue(route);
  await (await complete(route, token)).text();
  const ended = await complete(route, token);
  expect(ended.status).toBe(400);
  expect(await ended.json()).toMatchObject({
    error: {
      code: 'cassette_ended',
      message: expect.stringContaining('has 1 steps and this is request 2'),
    },
  });
  await route.close();

  route = await playing([{ status: 500 }, { text: 'again' }], { repeatLast: true });
  const other = await issue(route);
  const statuses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const answer = await complete(route, other);
    statuses.push(answer.status);
    await answer.text();
  }
  expect(statuses).toEqual([500, 200, 200, 200]);
});

it('every grant hears the tape from its start', async () => {
  route = await playing([{ text: 'first' }, { text: 'second' }]);
  const tokens = [await issue(route), await issue(route)];

  const answers = await Promise.all(tokens.map((token) => complete(route, token)));
  const texts = await Promise.all(answers.map((answer) => answer.text()));

  expect(texts.every((text) => text.includes('first'))).toBe(true);
});

it('a delay ends when the client hangs up', async () => {
  route = await playing([{ text: 'late', delayMs: 600_000 }]);
  const token = await issue(route);
  const client = new AbortController();

  const answer = complete(route, token, { signal: client.signal });
  setTimeout(() => client.abort(), 50);

  await expect(answer).rejects.toThrow();
  await expect.poll(() => route.requests().length).toBe(1);
});
