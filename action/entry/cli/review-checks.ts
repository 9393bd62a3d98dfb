import { resolveSettings } from '../../core/review/settings/resolve-settings.ts';
import type { ReviewSettings } from '../../core/review/settings/review-settings.ts';
import { checkTrust } from '../../core/review/trust/check-trust.ts';
import { type Environment, given } from '../environment-reader.ts';
import { gitLabVariable, reviewWords } from '../review-inputs.ts';
import { type Check, green, red, skipped } from './check.ts';
import type { Reach } from './reach.ts';

/** Whether this place is for reviews, with no account of the loop. */
export function isForReviews(environment: Environment): boolean {
  if (given(environment, 'GITHUB_ACTIONS') === 'true') return false;
  return hasReviewer(environment) || gitLabVariable(environment, 'GITLAB_CI') === 'true';
}

/** Whether somebody chose whom a review asks. */
export function hasReviewer(environment: Environment): boolean {
  const { AI_REVIEW_PROVIDER: provider, AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: list } =
    reviewWords(environment);
  return provider !== undefined || list !== undefined;
}

/** What a first review would stumble over: settings, the trust gate, the endpoint, telling people. */
export async function checkReview(
  environment: Environment,
  reach: Reach,
): Promise<readonly Check[]> {
  const resolved = resolveSettings({
    ...{ file: undefined, environment: reviewWords(environment), flags: {} },
  });
  if (resolved.kind === 'problems')
    return resolved.lines.map((line) =>
      red('review-settings', line, 'docs/configuration.md describes every variable of a review.'),
    );
  const { settings } = resolved;
  const { provider, model } = settings.provider;
  return [
    green('review-settings', `${provider} is asked for ${model}`),
    ...(await checkEndpoint(settings, reach)),
    checkMode(settings),
  ];
}

async function checkEndpoint(
  { provider, allowlist }: ReviewSettings,
  reach: Reach,
): Promise<readonly Check[]> {
  if (provider.provider === 'mock') return [green('review-trust', 'the mock provider asks nobody')];
  const verdict = checkTrust({ provider, allowlist }, []);
  if (verdict.kind === 'blocked') {
    const fix = `AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS=${provider.endpoint || 'the base URL of your endpoint'}`;
    return [red('review-trust', `${verdict.reasonCode}: ${verdict.tell}`, fix)];
  }
  const { host } = new URL(provider.endpoint);
  const where = verdict.publicEndpoint
    ? `${host} is allowed; it is a public address, so what is reviewed leaves your network (better: an endpoint of your own)`
    : `${host} is allowed and an address of your own`;
  const fix = `Check that this machine may reach ${host} (proxy, firewall, DNS).`;
  const reached = await reach(provider.endpoint).then(
    () => green('review-model', `${host} answers`),
    () => red('review-model', `${host} does not answer`, fix),
  );
  return [green('review-trust', where), reached];
}

function checkMode({ feedbackMode, contextMode }: ReviewSettings): Check {
  if (feedbackMode === 'artifact-only' && contextMode === 'diff-only')
    return green('review-rollout', 'artifact-only and diff-only, as a first rollout should be');
  return skipped(
    'review-rollout',
    `${feedbackMode} and ${contextMode}: wait with these until a first review with artifacts alone went well`,
  );
}
