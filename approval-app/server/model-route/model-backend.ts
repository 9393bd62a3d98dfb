import type { Tokens } from '../../../action/domain/model-tokens.ts';
import type { ModelBody } from './model-body.ts';

/** One admitted model request: the grant was checked and the request counted. */
export interface Exchange {
  readonly grantId: string;
  /** Which request of its grant this is, from 0. */
  readonly number: number;
  /** As it goes on: known fields only, with a limit that the budget pays for. */
  readonly body: ModelBody;
  readonly headers: Headers;
  /** About what the request itself is, for an answer that nobody bills. */
  readonly inputTokens: number;
  /** The longest answer that the budget pays for. */
  readonly outputTokens: number;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Called once, when the answer is over however it ended. */
  readonly paid: (tokens: Tokens) => void;
}

/** What stands behind the route: a cassette or a real provider. Never throws. */
export interface ModelBackend {
  readonly provider: string;
  readonly api: 'openai-completions' | 'anthropic-messages';
  answer(exchange: Exchange): Promise<Response>;
}

/** A provider's address and protocol can depend on the model. */
export type BackendOf = (model: string) => ModelBackend;
