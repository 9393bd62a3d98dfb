import type { ProviderSettings } from '../../services/review-model.ts';
import { allowListVariable } from './allow-list.ts';
import { isPrivateHost } from './base-url.ts';
import { guardOutgoing } from './outgoing-text.ts';

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
  /** Values of this job that must not leave, whatever they look like. */
  readonly knownSecrets?: readonly string[];
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
      /** Not on this machine or in a network of one's own: what is reviewed leaves it. */
      readonly publicEndpoint: boolean;
    }
  | TrustBlock;

export interface TrustBlock {
  readonly kind: 'blocked';
  readonly reasonCode: TrustReason;
  /** One sentence: what it is and what to do. Holds no secret. */
  readonly tell: string;
}

/**
 * Whether these texts may go to this provider: asked before any call. `mock` asks nobody and
 * needs no allow list; its texts are redacted all the same, and a private key blocks it too.
 */
export function checkTrust(
  { provider, allowlist, knownSecrets = [] }: TrustInput,
  texts: readonly TrustText[],
): TrustVerdict {
  const refused = provider.provider === 'mock' ? undefined : endpointProblem(provider, allowlist);
  if (refused) return refused;
  const sendable: TrustText[] = [];
  const rules = new Set<string>();
  let redactionCount = 0;
  for (const { path, text } of texts) {
    const guarded = guardOutgoing(text, knownSecrets);
    if (guarded.kind === 'blocked') return privateKey();
    sendable.push({ path, text: guarded.text });
    redactionCount += guarded.redactions;
    for (const rule of guarded.rules) rules.add(rule);
  }
  return {
    kind: 'allowed',
    texts: sendable,
    redactionCount,
    redactedRules: [...rules].sort(),
    publicEndpoint: provider.provider !== 'mock' && !isPrivateHost(provider.endpoint),
  };
}

/** One text without secrets, for the parts of a prompt that are no diff. */
export function redactForPrompt(text: string): { readonly text: string; readonly count: number } {
  const guarded = guardOutgoing(text);
  if (guarded.kind === 'sendable') return { text: guarded.text, count: guarded.redactions };
  return { text: '[redacted:private-key]', count: 1 };
}

function endpointProblem(
  { provider, endpoint }: TrustInput['provider'],
  allowlist: readonly string[],
): TrustBlock | undefined {
  if (allowlist.length === 0)
    return blocked(
      'TRUST_ALLOWLIST_EMPTY',
      `${allowListVariable} is empty, so no model endpoint may be asked; put the base URL of yours there.`,
    );
  if (endpoint === '')
    return blocked(
      'TRUST_ALLOWLIST_ENDPOINT_MISSING',
      `The provider ${provider} has no endpoint that could be compared with ${allowListVariable}; set its base URL.`,
    );
  if (allowlist.includes(endpoint)) return undefined;
  return blocked(
    'TRUST_ALLOWLIST_BLOCKED_ENDPOINT',
    `The endpoint of the provider ${provider} (${new URL(endpoint).host}) is not in ${allowListVariable}; entries match exactly, by scheme, host, port and path.`,
  );
}

function privateKey(): TrustBlock {
  return blocked(
    'TRUST_PRIVATE_KEY',
    'The change holds a private key, so nothing of it was sent; take it out of the change, or leave its file out with AI_REVIEW_EXCLUDE_GLOBS.',
  );
}

function blocked(reasonCode: TrustReason, tell: string): TrustBlock {
  return { kind: 'blocked', reasonCode, tell };
}
