import { allowListVariable, readAllowList } from '../trust/allow-list.ts';
import { endpointOf } from './endpoint.ts';
import { builtIn, fileLayer, type Layer, onTop } from './layer.ts';
import { type ReviewFile, rulesOf } from './review-file.ts';
import type { ReviewSettings } from './review-settings.ts';
import { flagWords, plainWords, variableWords, type Words } from './words.ts';
import { wordsLayer } from './words-layer.ts';

export interface SettingsSources {
  /** `.ai-review.yml` of the trusted side; undefined where there is none. */
  readonly file: ReviewFile | undefined;
  readonly environment: Words;
  /** `--max-files` and the like, with their dashes. */
  readonly flags: Words;
}

export type SettingsAnswer =
  | { readonly kind: 'settings'; readonly settings: ReviewSettings }
  | {
      readonly kind: 'problems';
      /** 2 for the configuration, 4 for what an OpenAI-compatible provider needs. */
      readonly exitCode: 2 | 4;
      /** Each begins with its code. */
      readonly lines: readonly string[];
    };

/** Built-in defaults < `.ai-review.yml` < environment < flags. */
export function resolveSettings({ file, environment, flags }: SettingsSources): SettingsAnswer {
  const variables = variableWords(environment);
  const given = flagWords(flags);
  const others = plainWords(environment);
  const fromFile = onTop<Resolved>(builtIn, fileLayer(file));
  const layer = onTop(onTop(fromFile, wordsLayer(variables)), wordsLayer(given));
  const allowed = readAllowList(others.text(allowListVariable) ?? '');
  const problems = [...variables.problems, ...given.problems];
  if (allowed.kind === 'malformed') problems.push(allowed.problem);
  const lines = problems.map((tell) => `CONFIG_ERROR: ${tell}`);
  const context = contextProblem(layer);
  if (context?.exitCode === 2) lines.push(context.tell);
  const endpoint = endpointOf(layer.provider, others);
  if (endpoint.kind === 'problem' && endpoint.exitCode === 2) lines.push(endpoint.tell);
  if (lines.length > 0) return { kind: 'problems', exitCode: 2, lines };
  if (context) return { kind: 'problems', exitCode: 4, lines: [context.tell] };
  if (endpoint.kind === 'problem') return { kind: 'problems', exitCode: 4, lines: [endpoint.tell] };
  const allowlist = allowed.kind === 'malformed' ? [] : allowed.urls;
  const settings = settingsOf(layer, endpoint.url, allowlist);
  const [invalidLimit] = [...given.invalidLimits, ...variables.invalidLimits];
  return {
    kind: 'settings',
    settings: { ...settings, ...rulesOf(file), invalidLimit },
  };
}

/** Every key has a value, if only undefined, once the defaults are in. */
type Resolved = Layer & {
  readonly [Key in keyof typeof builtIn]:
    | NonNullable<Layer[Key]>
    | Extract<(typeof builtIn)[Key], undefined>;
};

function settingsOf(
  layer: Resolved,
  endpoint: string,
  allowlist: readonly string[],
): Omit<ReviewSettings, 'rules' | 'ruleCount' | 'invalidLimit'> {
  const { provider, model, temperature, topP, numCtx, timeoutSeconds, ...others } = layer;
  const { maxFiles, maxDiffBytes, maxFileBytes, chunkBytes, maxChunks, ...rest } = others;
  return {
    ...rest,
    provider: { provider, model, endpoint, temperature, topP, numCtx, timeoutSeconds },
    allowlist,
    limits: { maxFiles, maxDiffBytes, maxFileBytes, chunkBytes, maxChunks },
  };
}

/** A context size is Ollama's: others would ignore it, and somebody counted on it. */
function contextProblem({ provider, numCtx }: Layer) {
  if (numCtx === undefined || provider === 'ollama') return undefined;
  const tell = 'AI_REVIEW_NUM_CTX is for ollama only: take it out.';
  return provider === 'openai'
    ? { exitCode: 4 as const, tell: `OPENAI_CONFIG_ERROR[NUM_CTX_UNSUPPORTED]: ${tell}` }
    : { exitCode: 2 as const, tell: `CONFIG_ERROR: ${tell}` };
}
