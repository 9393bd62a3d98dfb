/** An input of `action.yml`, and the one variable that carries it into the program. */
export interface ActionInput {
  readonly name: string;
  readonly variable: string;
  readonly description: string;
  /**
   * What `action.yml` itself puts in. Only where there is one: an input that nobody gave stays
   * empty, so that `patchplane.config.json` and the built-in default still count.
   */
  readonly defaultValue?: string;
}

/**
 * Every input of the action. `action.yml` says exactly this, in this order; secrets are no
 * inputs, they come by the job's own `env:`. An input that is empty takes the job's variable of
 * the same name.
 */
export const actionInputs = [
  {
    name: 'command',
    variable: 'PATCHPLANE_COMMAND',
    description:
      'auto (by the event), propose (from an event to a question for a person), review (with AI_REVIEW_* in env, a model reviews the change and writes artifacts; without, propose for a pull request), publish (from a decision to a draft pull request) or doctor (what is set up, and what is not)',
    defaultValue: 'auto',
  },
  {
    name: 'github-token',
    variable: 'GITHUB_TOKEN',
    description:
      'propose needs contents:read, issues:write, checks:write, actions:read; publish needs contents:write, issues:write, pull-requests:write, checks:write, actions:read',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression that the runner fills in
    defaultValue: '${{ github.token }}',
  },
  {
    name: 'run-id',
    variable: 'PATCHPLANE_RUN_ID',
    description: 'publish only, the run that was decided, where the event does not name it',
  },
  {
    name: 'label',
    variable: 'PATCHPLANE_LABEL',
    description: 'the label that asks for a patch; patchplane unless told',
  },
  {
    name: 'agent-provider',
    variable: 'PATCHPLANE_AGENT_PROVIDER',
    description: 'whose model the agent uses, as in docs/operations.md; its key is a secret',
  },
  {
    name: 'agent-model',
    variable: 'PATCHPLANE_AGENT_MODEL',
    description: "the model, by the provider's own name for it",
  },
  {
    name: 'budget-usd',
    variable: 'PATCHPLANE_BUDGET_USD',
    description: 'what a run may cost, in US dollars; 5 unless told',
  },
  {
    name: 'budget-seconds',
    variable: 'PATCHPLANE_BUDGET_SECONDS',
    description: 'how long the agent may work, in seconds; 900 unless told',
  },
  {
    name: 'budget-model-requests',
    variable: 'PATCHPLANE_BUDGET_MODEL_REQUESTS',
    description: 'how often the agent may ask the model; 50 unless told',
  },
  {
    name: 'budget-tokens',
    variable: 'PATCHPLANE_BUDGET_TOKENS',
    description: 'tokens that a run may use, cached ones included; 5000000 unless told',
  },
  {
    name: 'candidates',
    variable: 'PATCHPLANE_CANDIDATES',
    description:
      'how many agents work on a request side by side, 1 to 8; all are tested, the evidence ranks them and a person approves one; 1 unless told',
  },
  {
    name: 'part',
    variable: 'PATCHPLANE_PART',
    description:
      'where a matrix makes several runs of one dispatch, what tells its jobs apart: strategy.job-index',
  },
  {
    name: 'allowed-bots',
    variable: 'PATCHPLANE_ALLOWED_BOTS',
    description: 'numbers of Apps and bots that may start runs, with commas between them',
  },
  {
    name: 'rate-limit',
    variable: 'PATCHPLANE_RATE_LIMIT',
    description: 'runs that one person may start in a time; 10/1h unless told',
  },
  {
    name: 'check-on-base',
    variable: 'PATCHPLANE_CHECK_ON_BASE',
    description:
      "whether an issue's check is shown on the base commit until it is published; true unless told",
  },
  {
    name: 'environment',
    variable: 'PATCHPLANE_ENVIRONMENT',
    description:
      'the environment of the publish job, where its required reviewers decide; propose tells people about it',
  },
  {
    name: 'propose-workflows',
    variable: 'PATCHPLANE_PROPOSE_WORKFLOWS',
    description:
      "publish only, workflow files that propose, with commas between them, beside the publish job's own; .github/workflows/patchplane.yml unless told",
  },
  {
    name: 'requester-may-approve',
    variable: 'PATCHPLANE_REQUESTER_MAY_APPROVE',
    description: 'whether whoever asked for a run may approve it too; false unless told',
  },
  {
    name: 'dry-run',
    variable: 'PATCHPLANE_DRY_RUN',
    description: 'publish only, everything but the branch and the pull request; false unless told',
  },
  {
    name: 'kill-switch',
    variable: 'PATCHPLANE_KILL_SWITCH',
    description:
      'pass the variable PATCHPLANE_KILL_SWITCH of the repository or organisation; anything but empty, 0, false or off stops new runs, approvals and publishing',
  },
] as const satisfies readonly ActionInput[];
