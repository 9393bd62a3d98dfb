export const reviewProviders = [
  'ollama',
  'openai',
  'anthropic',
  'cloudflare-ai-gateway',
  'mock',
] as const;
export type ReviewProvider = (typeof reviewProviders)[number];

/** Whom to ask. It holds no key: those go from the environment to the plugin. */
export interface ProviderSettings {
  readonly provider: ReviewProvider;
  readonly model: string;
  /**
   * Base URL that requests go to, normalised: of Ollama the host, of
   * OpenAI and compatible servers what `/chat/completions` follows, of Anthropic what
   * `/v1/messages` follows, of Cloudflare `https://gateway.ai.cloudflare.com/v1/ACCOUNT/GATEWAY`.
   * Empty for `mock`.
   */
  readonly endpoint: string;
  readonly temperature: number;
  readonly topP: number;
  /** Ollama only. */
  readonly numCtx: number | undefined;
  readonly timeoutSeconds: number;
}

/** What the provider wants to see; each is used for the provider that it is named after only. */
export interface ProviderCredentials {
  readonly openaiApiKey?: string | undefined;
  readonly openaiOrganization?: string | undefined;
  readonly openaiProject?: string | undefined;
  readonly anthropicApiKey?: string | undefined;
  readonly cloudflareApiKey?: string | undefined;
}

/** How an answer was asked for, from the surest way to the loosest. */
export const structuredModes = ['json-schema', 'json-object', 'plain'] as const;
export type StructuredMode = (typeof structuredModes)[number];

/** One question to a model. All of it leaves for the provider: trust has been checked before. */
export interface ReviewQuestion {
  readonly system: string;
  readonly prompt: string;
  /** JSON Schema of the one object that is wanted. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Name of the schema, `[A-Za-z0-9_-]`, for the wires that want one. */
  readonly schemaName: string;
  /** Which part of the work it belongs to, for the usage ledger: `review`, `review-retry`. */
  readonly phase: string;
  readonly maxOutputTokens: number;
  /** For one try; a retry starts it again. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** As the provider says it; undefined where it does not. */
export interface ReviewTokens {
  readonly prompt?: number | undefined;
  readonly completion?: number | undefined;
  readonly total?: number | undefined;
  readonly cached?: number | undefined;
}

/** Seconds, as the provider measured them; undefined where it does not say. */
export interface ProviderTimings {
  readonly totalSeconds?: number | undefined;
  readonly loadSeconds?: number | undefined;
  readonly promptEvalSeconds?: number | undefined;
  readonly generationSeconds?: number | undefined;
}

export interface ReviewReply {
  /** The model's words, uninterpreted and untrusted: JSON if it did as it was told. */
  readonly text: string;
  readonly requestedMode: StructuredMode;
  readonly effectiveMode: StructuredMode;
  /** Why the effective mode is not the requested one: `STRUCTURED_OUTPUT_UNSUPPORTED` ... */
  readonly fallbackReason?: string | undefined;
  /** True where the provider cut the answer at its token limit. */
  readonly truncated: boolean;
  readonly tokens: ReviewTokens;
  readonly timings: ProviderTimings;
  /** Around the try that was answered, measured here. */
  readonly wallSeconds: number;
  /** Tries before this one that failed. */
  readonly retries: number;
}

/**
 * A model that reviews. Contract: one question is one answer, whole, after bounded retries
 * that heed `Retry-After`; it remembers nothing of earlier questions but which structured mode
 * works. Throws `Failure`: `auth`, `rate-limited`, `timeout`, `unavailable`, `invalid-answer`,
 * `misconfigured`, `cancelled`; its `tell` begins with the page's code (`OPENAI_API_ERROR[...]`,
 * `OLLAMA_API_ERROR[...]`, else `PROVIDER_ERROR[...]`) and holds neither key nor prompt.
 */
export interface ReviewModel {
  /** `ollama`, `openai`, `anthropic`, `cloudflare-ai-gateway`, `mock`. */
  readonly provider: string;
  readonly model: string;
  ask(question: ReviewQuestion): Promise<ReviewReply>;
}
