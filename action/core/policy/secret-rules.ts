/**
 * Shapes of credentials. Every pattern ends greedily, so hostile text is read once per rule: a
 * hit consumes the run of characters it is in, a miss costs no more than the shortest hit.
 */
export interface SecretRule {
  readonly id: string;
  /** `certain`: this shape has no other use. `likely`: also seen in fixtures and docs. */
  readonly confidence: 'certain' | 'likely';
  readonly pattern: RegExp;
}

/** A prefix that nothing else has: found wherever it stands. */
const anywhere = (body: string) => new RegExp(body, 'g');

/** A prefix that ends ordinary words too ("task-"): found at a word's start, or after `\\n` in JSON. */
const token = (body: string) => new RegExp(`(?:(?<![A-Za-z0-9_-])|(?<=\\\\[nrt]))${body}`, 'g');

const certain = (id: string, pattern: RegExp): SecretRule => ({
  id,
  confidence: 'certain',
  pattern,
});
const likely = (id: string, pattern: RegExp): SecretRule => ({ id, confidence: 'likely', pattern });

export const secretRules: readonly SecretRule[] = [
  certain('github-token', anywhere('gh[pousr]_[A-Za-z0-9_]{30,}')),
  certain('github-fine-grained-token', anywhere('github_pat_[A-Za-z0-9_]{30,}')),
  certain('gitlab-token', anywhere('gl(?:pat|dt|rt|cbt|ptt|soat)-[A-Za-z0-9_-]{20,}')),
  certain('anthropic-key', anywhere('sk-ant-[A-Za-z0-9_-]{20,}')),
  certain('openai-key', anywhere('sk-(?:proj|svcacct|admin|or-v1)-[A-Za-z0-9_-]{20,}')),
  certain('openai-legacy-key', token('sk-[A-Za-z0-9]{32,}')),
  certain('aws-access-key-id', token('(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])')),
  certain(
    'aws-secret-access-key',
    /aws_?secret_?(?:access_?)?key["']?\s{0,4}[:=]{1,2}\s{0,4}["']?[A-Za-z0-9/+]{40}/gi,
  ),
  certain('google-api-key', token('AIza[A-Za-z0-9_-]{35}')),
  certain('google-oauth-secret', anywhere('GOCSPX-[A-Za-z0-9_-]{20,}')),
  certain('google-access-token', anywhere('ya29\\.[A-Za-z0-9_-]{30,}')),
  certain('slack-token', anywhere('xox[abeoprs]-[A-Za-z0-9-]{10,}')),
  certain('slack-app-token', anywhere('xapp-[0-9]-[A-Za-z0-9-]{10,}')),
  certain('slack-webhook', /hooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/\w{16,}/g),
  certain('npm-token', anywhere('npm_[A-Za-z0-9]{30,}')),
  certain('pypi-token', anywhere('pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{20,}')),
  certain('stripe-key', anywhere('(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}')),
  certain('webhook-secret', anywhere('whsec_[A-Za-z0-9+/=]{20,}')),
  certain('daytona-key', anywhere('dtn_[A-Za-z0-9]{32,}')),
  certain(
    'convex-deploy-key',
    /(?<![A-Za-z0-9])(?:prod|dev|preview|project):[a-z0-9:-]{3,80}\|[A-Za-z0-9+/=_-]{20,}/g,
  ),
  certain('sentry-token', anywhere('sntry[su]_[A-Za-z0-9+/=_-]{30,}')),
  certain('posthog-key', anywhere('phx_[A-Za-z0-9]{30,}')),
  certain('huggingface-token', token('hf_[A-Za-z0-9]{30,}')),
  certain('sendgrid-key', token('SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,}')),
  certain('digitalocean-token', anywhere('do[opr]_v1_[a-f0-9]{64}')),
  certain('linear-key', anywhere('lin_api_[A-Za-z0-9]{30,}')),
  certain('azure-storage-key', /AccountKey=[A-Za-z0-9+/]{86}==/g),
  certain('age-secret-key', anywhere('AGE-SECRET-KEY-1[0-9A-Z]{40,}')),
  // The body may not hold a dash, so it ends at the END line; the bound keeps the regular
  // expression engine's own stack small when there is none.
  certain(
    'private-key',
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[A-Za-z0-9+/=\\\s:,.]{0,16384}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
  ),
  likely(
    'json-web-token',
    token('eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}'),
  ),
  likely(
    'url-with-password',
    /(?<![A-Za-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'`<>{}$]{1,80}:[^\s/:@"'`<>{}$]{6,120}@/gi,
  ),
];
