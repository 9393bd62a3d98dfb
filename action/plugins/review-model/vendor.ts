import type {
  ProviderSettings,
  ProviderTimings,
  ReviewQuestion,
  ReviewTokens,
  StructuredMode,
} from '../../core/services/review-model.ts';
import type { AnswerForm } from './answer-body.ts';
import type { Dialect } from './dialect.ts';
import type { Wire } from './wire.ts';

/** What a vendor's answer comes down to. */
export interface VendorAnswer {
  readonly text: string;
  readonly truncated: boolean;
  readonly tokens: ReviewTokens;
  readonly timings: ProviderTimings;
}

/** One vendor's protocol, spoken by its own client through a wire. */
export interface Vendor {
  readonly errorName: string;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly form: AnswerForm;
  /** In the order in which they are tried. */
  readonly modes: readonly StructuredMode[];
  /** Throws whatever its client throws; the wire knows why. */
  ask(request: VendorRequest): Promise<VendorAnswer>;
}

export interface VendorRequest {
  readonly settings: ProviderSettings;
  readonly question: ReviewQuestion;
  readonly dialect: Dialect;
  readonly wire: Wire;
}
