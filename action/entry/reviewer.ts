import { resolveSettings } from '../core/review/settings/resolve-settings.ts';
import type { ProviderCredentials } from '../core/services/review-model.ts';
import type { Environment } from './environment-reader.ts';
import { reviewCredentials, reviewWords } from './review-inputs.ts';

/** A reviewer inside the loop: set up by `AI_REVIEW_PROVIDER` in the job that proposes. */
export interface ReviewerInputs {
  readonly words: Environment;
  readonly credentials: ProviderCredentials;
}

/** Undefined where nobody asked for one; `wrong` hears of settings that can not be used. */
export function readReviewer(
  environment: Environment,
  wrong: (reason: string) => void,
): ReviewerInputs | undefined {
  const words = reviewWords(environment);
  if (words['AI_REVIEW_PROVIDER'] === undefined) return undefined;
  const resolved = resolveSettings({ file: undefined, environment: words, flags: {} });
  if (resolved.kind === 'problems') {
    // Names of variables only: a value may be a key that somebody put in the wrong place.
    const named = Object.keys(words).filter((name) =>
      resolved.lines.some((line) => line.includes(name)),
    );
    wrong(
      `can not be used with ${named.join(', ')} as it is set; docs/review.md has what each takes`,
    );
  }
  return { words, credentials: reviewCredentials(environment) };
}
