import type { WordIndex } from './word-index.ts';

/**
 * Words of which a text has to hold one before a rule can bite. Looking for a word is many times
 * faster than trying a pattern at every place; a rule that is not listed is always tried.
 */
export const secretHints: ReadonlyMap<string, readonly string[]> = new Map([
  ['github-token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_']],
  ['github-fine-grained-token', ['github_pat_']],
  ['gitlab-token', ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glsoat-']],
  ['anthropic-key', ['sk-ant-']],
  ['openai-key', ['sk-']],
  ['openai-legacy-key', ['sk-']],
  ['aws-access-key-id', ['AKIA', 'ASIA']],
  ['google-api-key', ['AIza']],
  ['google-oauth-secret', ['GOCSPX-']],
  ['google-access-token', ['ya29.']],
  ['slack-token', ['xox']],
  ['slack-app-token', ['xapp-']],
  ['slack-webhook', ['hooks.slack.com']],
  ['npm-token', ['npm_']],
  ['pypi-token', ['pypi-']],
  ['stripe-key', ['k_live_', 'k_test_']],
  ['webhook-secret', ['whsec_']],
  ['daytona-key', ['dtn_']],
  ['convex-deploy-key', ['|']],
  ['sentry-token', ['sntry']],
  ['posthog-key', ['phx_']],
  ['huggingface-token', ['hf_']],
  ['sendgrid-key', ['SG.']],
  ['digitalocean-token', ['_v1_']],
  ['linear-key', ['lin_api_']],
  ['azure-storage-key', ['AccountKey=']],
  ['age-secret-key', ['AGE-SECRET-KEY-1']],
  ['private-key', ['-----BEGIN ']],
  ['json-web-token', ['eyJ']],
  ['url-with-password', ['://']],
]);

/** The same for rules that do not care about case. */
const caselessHints: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws-secret-access-key', ['aws_secret', 'awssecret']],
]);

/** Without one of these, in whatever case, nothing is assigned to a name that promises a secret. */
export const assignedNames: readonly string[] = [
  ...['password', 'passwd', 'secret', 'token', 'credential'],
  ...['apikey', 'api_key', 'accesskey', 'access_key', 'authkey', 'auth_key'],
];

/** Whether this rule has to be tried on a text with these words. */
export function mayBite(rule: string, words: WordIndex): boolean {
  const exact = secretHints.get(rule);
  if (exact) return exact.some((hint) => words.holds(hint));
  const caseless = caselessHints.get(rule);
  return caseless === undefined || caseless.some((hint) => words.mayHold(hint));
}
