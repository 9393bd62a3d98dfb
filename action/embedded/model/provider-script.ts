/** What a stand-in for a provider does with one request. */
export type ProviderStep =
  | {
      /** The model's words. */
      readonly text: string;
      readonly promptTokens?: number;
      readonly completionTokens?: number;
      /** It stopped at its token limit. */
      readonly cut?: boolean;
    }
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** JSON unless `content-type` says otherwise. */
      readonly body?: string;
    }
  | {
      /** A successful answer, byte for byte: for answers that no vendor would give. */
      readonly raw: string | Iterable<string>;
      readonly type?: string;
      /** Before each piece. */
      readonly pauseMs?: number;
      /** Breaks the connection in place of an end. */
      readonly destroy?: boolean;
    };

/** What of structured output an endpoint knows; older and smaller ones know less. */
export interface ProviderFeatures {
  readonly jsonSchema: boolean;
  readonly jsonObject: boolean;
  /** Reasoning models take neither temperature nor OpenAI's older name of the token limit. */
  readonly reasoning: boolean;
}

/** A request as it came. */
export interface ProviderRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export type AnswerStep = Extract<ProviderStep, { text: string }>;

/** One vendor's wire, from the answering side. */
export interface ProviderWire {
  readonly path: string;
  readonly type: string;
  /** What this vendor says to a request that it does not take; undefined where it takes it. */
  refuse(
    body: Readonly<Record<string, unknown>>,
    features: ProviderFeatures,
  ): { readonly status: number; readonly body: object } | undefined;
  /** The pieces of the answer, as they are sent. */
  answer(step: AnswerStep, model: string): Iterable<string>;
  /** The vendor's body of an error. */
  error(status: number): object;
}
