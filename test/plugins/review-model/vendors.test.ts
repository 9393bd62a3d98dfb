import { afterEach, describe, expect, it } from 'vitest';
import { ollamaDurations } from '../../../action/embedded/model/ollama-wire.ts';
import type { ProviderStandInOptions } from '../../../action/embedded/model/provider-stand-in.ts';
import { retryAfterMs } from '../../../action/plugins/review-model/api-problem.ts';
import { createReviewModel } from '../../../action/plugins/review-model/create-review-model.ts';
import { isStrict } from '../../../action/plugins/review-model/dialect.ts';
import {
  providers,
  question,
  schema,
  settingsOf,
  startAsking,
} from '../../services/review-providers.ts';

const closing: (() => Promise<void>)[] = [];
const start = async (name: string, script: Omit<ProviderStandInOptions, 'api' | 'prefix'>) => {
  const provider = providers.find((found) => found.name === name);
  if (!provider) throw new TypeError(`no provider ${name}`);
  const asking = await startAsking(provider, script);
  closing.push(asking.standIn.close);
  return asking;
};

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const steps = [{ text: '{}', promptTokens: 10, completionTokens: 20 }];

describe('what each vendor is asked', () => {
  it('[USE-20] Ollama gives its own timings, from nanoseconds', async () => {
    const { model, standIn } = await start('ollama', { steps });

    expect((await model.ask(question())).timings).toEqual({
      totalSeconds: ollamaDurations.total_duration / 1e9,
      loadSeconds: ollamaDurations.load_duration / 1e9,
      promptEvalSeconds: ollamaDurations.prompt_eval_duration / 1e9,
      generationSeconds: ollamaDurations.eval_duration / 1e9,
    });
    expect(standIn.requests()[0]?.body).toMatchObject({
      stream: true,
      format: schema,
      options: { num_ctx: 8_192, num_predict: 2_000, temperature: 0.2, top_p: 0.9 },
    });
  });

  it('[USE-25] the others give tokens and no timings', async () => {
    for (const name of ['openai', 'anthropic']) {
      const { model } = await start(name, { steps });

      expect(await model.ask(question())).toMatchObject({ timings: {}, tokens: { prompt: 10 } });
    }
  });

  it('[DOC-14] OpenAI learns organisation and project, and a strict schema is promised', async () => {
    const { model, standIn } = await start('openai', { steps });
    await model.ask(question());
    const { properties } = schema;
    await model.ask(question({ schema: { type: 'object', properties } }));

    const [first, second] = standIn.requests();
    expect(first?.headers).toMatchObject({
      'openai-organization': 'org-of-this-test',
      'openai-project': 'proj-of-this-test',
    });
    expect(first?.body).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { name: 'review', strict: true } },
    });
    expect(second?.body).toMatchObject({ response_format: { json_schema: { strict: false } } });
  });

  it.each(['openai', 'anthropic'])(
    '%s: a model that reasons is asked as it wants',
    async (name) => {
      const { model, standIn } = await start(name, { features: { reasoning: true }, steps });

      expect(await model.ask(question())).toMatchObject({
        effectiveMode: 'json-schema',
        fallbackReason: undefined,
      });
      const asked = standIn.requests().length;
      await model.ask(question());
      expect(standIn.requests()).toHaveLength(asked + 1);
      expect(standIn.requests().at(-1)?.body).not.toHaveProperty('temperature');
    },
  );

  it('a half-way endpoint is asked for JSON, and that is said', async () => {
    const { model } = await start('openai', { features: { jsonSchema: false }, steps });

    expect(await model.ask(question())).toMatchObject({
      effectiveMode: 'json-object',
      fallbackReason: 'STRUCTURED_OUTPUT_JSON_SCHEMA_UNSUPPORTED',
    });
  });

  it('a refusal for another reason is not taken for one about the form', async () => {
    const body = '{"error":{"message":"too long","code":"context_length_exceeded"}}';
    const { model, standIn } = await start('openai', { steps: [{ status: 400, body }] });

    await expect(model.ask(question())).rejects.toMatchObject({
      code: 'misconfigured',
      tell: 'OPENAI_API_ERROR[REJECTED]: HTTP 400: it does not take this request. The provider calls it context_length_exceeded.',
    });
    expect(standIn.requests()).toHaveLength(1);
  });

  it('an empty purse is not asked again', async () => {
    const body = '{"error":{"code":"insufficient_quota"}}';
    const { model, standIn } = await start('openai', { steps: [{ status: 429, body }] });

    await expect(model.ask(question())).rejects.toMatchObject({ code: 'rate-limited' });
    expect(standIn.requests()).toHaveLength(1);
  });

  it('[DOC-39] the mock provider answers the same, always, and asks nobody', async () => {
    const settings = settingsOf({ provider: 'mock', model: 'any' }, '');
    const model = createReviewModel(settings, {});

    expect(await model.ask(question())).toEqual(await model.ask(question()));
    expect(JSON.parse((await model.ask(question())).text)).toEqual({
      summary: { overall_risk: 'low', top_issues: [] },
      findings: [],
    });
  });
});

describe('what decides about asking again', () => {
  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:31 GMT' }, 30_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j is %s milliseconds', (headers, milliseconds) => {
    expect(retryAfterMs(new Headers(headers), () => 1_000)).toBe(milliseconds);
  });

  it('a schema is strict where every object is closed and complete', () => {
    expect(isStrict(schema)).toBe(true);
    expect(isStrict({ ...schema, additionalProperties: true })).toBe(false);
    expect(isStrict({ ...schema, required: [] })).toBe(false);
    expect(isStrict({ type: 'array', items: { ...schema, required: [] } })).toBe(false);
  });
});
