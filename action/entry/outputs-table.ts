/**
 * What a door tells the steps after it. `action.yml` offers exactly these as its outputs; all
 * are one line of text, and empty where there is nothing to say.
 */
export const outputs = {
  'run-id': 'The run, as run- and 16 hex digits; empty where the event made none',
  state:
    'Where it stands: refused, blocked, awaiting-decision, published, rejected, expired, failed, cancelled, or ignored',
  'patch-sha256': 'Digest of the canonical patch',
  'subject-sha256': 'Digest that a person approves: base, patch, plan, policy, evidence',
  'check-url': 'The check on the commit',
  'report-url': 'Where a person reads the run: the approval app, else the comment',
  'pull-request-url': 'publish: the draft pull request',
  branch: 'publish: the branch, as refs/heads/patchplane/...',
  'cost-usd': 'What the model cost, in US dollars',
  'overhead-ms': 'Time that was spent outside agent, tests and model, in milliseconds',
  'github-requests': "Requests to GitHub's API",
  'bundle-path': 'Folder of the run on this runner; uploaded as the artifact',
} as const;

export type OutputName = keyof typeof outputs;

/** The outputs that are known; a value is one line. */
export type Outputs = Readonly<Partial<Record<OutputName, string>>>;
