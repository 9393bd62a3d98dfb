import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Tokens } from './tokens.ts';

/** One admitted model request: the grant was checked and the request counted. */
export interface Exchange {
  /** Which request of its grant this is, from 0. */
  readonly number: number;
  readonly model: string;
  readonly streaming: boolean;
  readonly headers: IncomingHttpHeaders;
  /** As it was understood here: a parsed JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly response: ServerResponse;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Tokens of the answer, as soon as they are known; may be called more than once. */
  readonly meter: (tokens: Tokens) => void;
}

/** What stands behind the route: a cassette or a real provider. */
export interface ModelBackend {
  readonly api: 'openai-completions' | 'anthropic-messages';
  answer(exchange: Exchange): Promise<void>;
}
