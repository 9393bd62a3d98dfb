import type { ProviderSettings } from '../../services/review-model.ts';

export const trustReasons = [
  'TRUST_ALLOWLIST_EMPTY',
  'TRUST_ALLOWLIST_ENDPOINT_MISSING',
  'TRUST_ALLOWLIST_BLOCKED_ENDPOINT',
  'TRUST_PRIVATE_KEY',
] as const;
export type TrustReason = (typeof trustReasons)[number];

export interface TrustInput {
  readonly provider: Pick<ProviderSettings, 'provider' | 'endpoint'>;
  /** Normalised. */
  readonly allowlist: readonly string[];
}

/** A piece of what would be sent, with the path that it is from. */
export interface TrustText {
  readonly path: string;
  readonly text: string;
}

export type TrustVerdict =
  | {
      readonly kind: 'allowed';
      /** The same pieces in the same order, secrets taken out. */
      readonly texts: readonly TrustText[];
      readonly redactionCount: number;
      /** Rules that hit, each once, sorted. */
      readonly redactedRules: readonly string[];
    }
  | {
      readonly kind: 'blocked';
      readonly reasonCode: TrustReason;
      /** One sentence: what it is and what to do. Holds no secret. */
      readonly tell: string;
    };

/**
 * Whether these texts may go to this provider: asked before any call. `mock` asks nobody and
 * needs no allow list; its texts are redacted all the same.
 */
export function checkTrust(_input: TrustInput, _texts: readonly TrustText[]): TrustVerdict {
  return {
    kind: 'blocked',
    reasonCode: 'TRUST_ALLOWLIST_EMPTY',
    tell: 'No provider endpoint is allowed.',
  };
}

/** One text without secrets, for the parts of a prompt that are no diff. */
export function redactForPrompt(text: string): { readonly text: string; readonly count: number } {
  return { text, count: 0 };
}
