import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderStandInOptions } from '../../action/embedded/model/provider-stand-in.ts';
import { createReviewModel } from '../../action/plugins/review-model/create-review-model.ts';
import {
  type Asking,
  credentials,
  providers,
  question,
  settingsOf,
  startAsking,
} from './review-providers.ts';

const open: Asking[] = [];
const start = async (
  provider: (typeof providers)[number],
  script: Omit<ProviderStandInOptions, 'api' | 'prefix'>,
) => {
  const asking = await startAsking(provider, script);
  open.push(asking);
  return asking;
};

afterEach(async () => {
  for (const { standIn } of open.splice(0)) await standIn.close();
});

const said = '{"summary":{"overall_risk":"low","top_issues":["größer ✓"]},"findings":[]}';

describe.each(providers)('a review model by $name', (provider) => {
  it('[DOC-11] answers with the words of the model, its tokens and our time', async () => {
    const { model } = await start(provider, {
      steps: [{ text: said, promptTokens: 1_200, completionTokens: 34 }],
    });

    expect(model).toMatchObject({ provider: provider.provider, model: provider.model });
    expect(await model.ask(question())).toMatchObject({
      text: said,
      requestedMode: 'json-schema',
      effectiveMode: 'json-schema',
      truncated: false,
      tokens: { prompt: 1_200, completion: 34 },
      wallSeconds: expect.any(Number),
      retries: 0,
    });
  });

  it('says who it is to this endpoint, and shows no other key', async () => {
    const { model, standIn } = await start(provider, { steps: [{ text: said }] });
    await model.ask(question());

    const [request] = standIn.requests();
    const sent = JSON.stringify(request);
    const others = Object.entries(credentials).filter(
      ([name, value]) => !provider.auth?.[1].includes(value) && !isOrganisation(name, provider),
    );
    if (provider.auth) expect(request?.headers[provider.auth[0]]).toBe(provider.auth[1]);
    else expect(request?.headers).not.toHaveProperty('authorization');
    expect(request?.headers['user-agent']).toBe('patchplane');
    expect(others.filter(([, value]) => sent.includes(value))).toEqual([]);
  });

  it('[SCH-15] goes down to what the endpoint knows, says why, and remembers', async () => {
    const { model, standIn } = await start(provider, {
      features: { jsonSchema: false, jsonObject: false },
      steps: [{ text: said }],
    });
    const first = await model.ask(question());
    const requests = standIn.requests().length;
    const second = await model.ask(question());

    expect(first).toMatchObject({
      text: said,
      requestedMode: 'json-schema',
      effectiveMode: 'plain',
      fallbackReason: 'STRUCTURED_OUTPUT_UNSUPPORTED',
    });
    expect(requests).toBe(provider.modes.length);
    expect(second.effectiveMode).toBe('plain');
    expect(standIn.requests()).toHaveLength(requests + 1);
  });

  it('says when the answer was cut at its limit', async () => {
    const { model } = await start(provider, { steps: [{ text: '{"summ', cut: true }] });

    expect(await model.ask(question())).toMatchObject({ text: '{"summ', truncated: true });
  });

  it('tries again as long as it was asked to wait, and counts', async () => {
    const { model, waits, standIn } = await start(provider, {
      steps: [{ status: 429, headers: { 'retry-after': '7' } }, { status: 503 }, { text: said }],
    });

    expect(await model.ask(question())).toMatchObject({ text: said, retries: 2 });
    expect(standIn.requests()).toHaveLength(3);
    expect(waits[0]).toBe(7_000);
    expect(waits[1]).toBeGreaterThan(0);
  });

  it('gives up after three tries', async () => {
    const { model, standIn } = await start(provider, { steps: [{ status: 529 }] });

    await expect(model.ask(question())).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      tell: expect.stringMatching(new RegExp(`^${provider.errorName}\\[UNAVAILABLE\\]: HTTP 529`)),
    });
    expect(standIn.requests()).toHaveLength(3);
  });

  it('does not wait for as long as somebody may ask', async () => {
    const { model, standIn, waits } = await start(provider, {
      steps: [{ status: 429, headers: { 'retry-after': '3600' } }],
    });

    await expect(model.ask(question())).rejects.toMatchObject({ code: 'rate-limited' });
    expect(standIn.requests()).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it('[DOC-32] tells a wrong key by its code, without the key', async () => {
    const echo = JSON.stringify({ error: { code: 'invalid_api_key', message: allKeys } });
    const { model, standIn } = await start(provider, { steps: [{ status: 401, body: echo }] });

    const failure: unknown = await model.ask(question()).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'auth',
      tell: expect.stringMatching(new RegExp(`^${provider.errorName}\\[AUTH\\]: HTTP 401.*key`)),
    });
    expect(everythingIn(failure)).not.toMatch(/of-this-test|d41d8cd98f/);
    expect(standIn.requests()).toHaveLength(1);
  });

  it('ends when the review is cancelled, without another try', async () => {
    const cancel = new AbortController();
    const { model, standIn } = await start(provider, {
      steps: [{ raw: ['{', '}'], pauseMs: 60_000 }],
    });
    const asked = model.ask(question({ signal: cancel.signal }));
    setTimeout(() => cancel.abort(), 50);

    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(standIn.requests().length).toBeLessThanOrEqual(1);
  });

  it('says that nobody answers where nobody does', async () => {
    const { standIn, waits } = await start(provider, { steps: [{ text: said }] });
    const endpoint = provider.endpoint(standIn);
    await standIn.close();
    const model = createReviewModel(settingsOf(provider, endpoint), credentials, {
      sleep: async () => undefined,
    });

    await expect(model.ask(question())).rejects.toMatchObject({
      code: 'unavailable',
      tell: expect.stringContaining(`${provider.errorName}[UNREACHABLE]`),
    });
    expect(waits).toEqual([]);
    open.length = 0;
  });
});

const allKeys = Object.values(credentials).join(' ');

/** OpenAI's own endpoint is told whose account it is; they are no secrets. */
function isOrganisation(name: string, { provider }: (typeof providers)[number]): boolean {
  return provider === 'openai' && /Organization|Project/.test(name);
}

function everythingIn(failure: unknown): string {
  if (!(failure instanceof Error)) throw new TypeError('no failure');
  const { message, stack, cause } = failure;
  return JSON.stringify([message, stack, cause, failure]);
}
