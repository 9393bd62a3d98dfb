import { createServer } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listen, shut } from '../../action/embedded/listen.ts';
import type { ProviderStep } from '../../action/embedded/model/provider-script.ts';
import { createReviewModel } from '../../action/plugins/review-model/create-review-model.ts';
import {
  type Asking,
  credentials,
  providers,
  question,
  settingsOf,
  startAsking,
} from '../services/review-providers.ts';

const closing: (() => Promise<void>)[] = [];
const start = async (provider: (typeof providers)[number], ...steps: readonly ProviderStep[]) => {
  const asking: Asking = await startAsking(provider, { steps });
  closing.push(asking.standIn.close);
  return asking;
};

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
});

const said = '{"findings":[]}';
const typeOf = {
  openai: 'application/json',
  anthropic: 'text/event-stream',
  ollama: 'application/x-ndjson',
};

describe.each(providers)('C2 an endpoint that is hostile, behind $name', (provider) => {
  const type = typeOf[provider.standIn.api];
  const told = (name: string) => expect.stringContaining(`${provider.errorName}[${name}]`);

  it('C2 a slow drip ends with the deadline, not with its last byte', async () => {
    const drip = { raw: endless(' '), type, pauseMs: 20 };
    const { model, standIn } = await start(provider, drip);

    await expect(model.ask(question({ timeoutMs: 300 }))).rejects.toMatchObject({
      code: 'timeout',
      tell: told('TIMEOUT'),
    });
    expect(standIn.requests()).toHaveLength(1);
  });

  it('C2 an answer without an end is cut off and not kept', async () => {
    const flood = { raw: endless('x'.repeat(1 << 20)), type, pauseMs: 0 };
    const { model } = await start(provider, flood);

    await expect(model.ask(question({ timeoutMs: 60_000 }))).rejects.toMatchObject({
      code: 'invalid-answer',
      tell: told('TOO_LARGE'),
    });
  });

  it.each([301, 302, 303, 307, 308])(
    'C2 a redirect (%i) is not followed, allowed or not',
    async (status) => {
      const visits: string[] = [];
      const elsewhere = createServer((request, response) => {
        visits.push(JSON.stringify(request.headers));
        response.writeHead(200, { 'content-type': type }).end(said);
      });
      const location = `http://127.0.0.1:${await listen(elsewhere)}${provider.standIn.prefix ?? ''}`;
      closing.push(() => shut(elsewhere));
      const { model, standIn } = await start(provider, { status, headers: { location } });

      await expect(model.ask(question())).rejects.toMatchObject({
        code: 'misconfigured',
        tell: told('REDIRECTED'),
      });
      expect(standIn.requests()).toHaveLength(1);
      expect(visits).toEqual([]);
    },
  );

  it.each([
    ['a web page', 'text/html', '<h1>Sign in</h1>'],
    ['no type', '', said],
    ['the wrong JSON', type, '[]'],
    ['no JSON', type, 'data: ::error::hello\n\n::set-env name=PATH::/evil\n'],
    ['nothing', type, ''],
    ['half an answer', type, said.slice(0, 5)],
    ['another shape', type, type === 'text/event-stream' ? `data: ${said}\n\n` : `${said}\n`],
    ['JSON that goes for prototypes', type, '{"__proto__":{"content":"x"},"constructor":1}\n'],
  ])('C2 %s is no answer, and nothing of it is printed', async (_what, contentType, raw) => {
    const printed = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    const { model } = await start(provider, { raw, type: contentType });

    await expect(model.ask(question())).rejects.toMatchObject({
      code: 'invalid-answer',
      tell: told('INVALID_ANSWER'),
    });
    expect(printed.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });

  it('C2 a connection that breaks in the middle is a failure, not half a review', async () => {
    const broken = { raw: ['{"choices":[{"message":{"content":"'], type, destroy: true };
    const { model, standIn } = await start(provider, broken);

    await expect(model.ask(question())).rejects.toMatchObject({ code: 'unavailable' });
    expect(standIn.requests()).toHaveLength(3);
  });

  it('C2 the environment changes neither where the question goes nor what goes with it', async () => {
    const others = await start(provider, { text: said });
    vi.stubEnv('OPENAI_BASE_URL', others.standIn.baseUrl);
    vi.stubEnv('ANTHROPIC_BASE_URL', others.standIn.baseUrl);
    vi.stubEnv('OLLAMA_HOST', others.standIn.baseUrl);
    for (const name of ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'])
      vi.stubEnv(name, 'sk-of-the-environment');
    for (const name of ['OPENAI_CUSTOM_HEADERS', 'ANTHROPIC_CUSTOM_HEADERS'])
      vi.stubEnv(name, 'x-leak: sk-of-the-environment');
    vi.stubEnv('OPENAI_LOG', 'debug');
    vi.stubEnv('ANTHROPIC_LOG', 'debug');
    const printed = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    const { model, standIn } = await start(provider, { text: said });

    expect((await model.ask(question())).text).toBe(said);
    expect(standIn.requests()).toHaveLength(1);
    expect(others.standIn.requests()).toEqual([]);
    expect(JSON.stringify(standIn.requests())).not.toContain('of-the-environment');
    expect(printed.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });

  it('C2 without a key none is made up', async () => {
    const asking = await start(provider, { text: said });
    const endpoint = provider.endpoint(asking.standIn);
    const model = createReviewModel(settingsOf(provider, endpoint), {});

    await model.ask(question());
    const [request] = asking.standIn.requests();
    const headers = Object.keys(request?.headers ?? {});
    expect(headers.filter((name) => /auth|key|organization|project|stainless/.test(name))).toEqual(
      [],
    );
    expect(JSON.stringify(request)).not.toContain(credentials.openaiApiKey);
  });
});

function* endless(piece: string): Generator<string> {
  for (;;) yield piece;
}
