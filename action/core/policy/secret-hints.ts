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

/** Whether this rule has to be tried on this text. */
export function mayHold(rule: string, text: string): boolean {
  const hints = secretHints.get(rule);
  return hints === undefined || hints.some((hint) => text.includes(hint));
}
