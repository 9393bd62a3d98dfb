import type {
  ArtifactRecord,
  EnvironmentRecord,
  RulesetRecord,
  RunRecord,
} from './actions-records.ts';
import { newArtifact } from './artifacts.ts';
import { repositoryDispatchEvent, workflowDispatchEvent } from './dispatch-events.ts';
import { type Forge, type GitHubEvent, laterThan, sameName } from './forge.ts';
import { accountOf } from './people.ts';
import type { Json } from './render-people.ts';
import { findRun } from './run-routes.ts';
import { changeRun, type NewRun, newRun } from './runs.ts';

export interface Protection {
  /** Logins of the people who have to approve; none means that nobody is asked. */
  readonly reviewers?: readonly string[];
  readonly preventSelfReview?: boolean;
  readonly waitMinutes?: number;
  readonly branches?: EnvironmentRecord['branches'];
  readonly adminsCanBypass?: boolean;
}

type RunChange = Partial<Pick<RunRecord, 'status' | 'conclusion' | 'attempt'>> & {
  readonly triggeringActor?: string;
};

/** What people set up for GitHub Actions, and what runs do; see `IssueActs`. */
export interface ActionsActs {
  /** Resolves with the run's id. */
  startRun(run: NewRun): Promise<number>;
  changeRun(id: number, change: RunChange): void;
  /** A reviewer's answer to a run that waits for the environment. */
  reviewRun(
    id: number,
    review: {
      readonly by: string;
      readonly environment: string;
      readonly state: 'approved' | 'rejected';
      readonly comment?: string;
    },
  ): void;
  uploadArtifact(upload: {
    readonly runId: number;
    readonly name: string;
    readonly folder: string;
  }): Promise<ArtifactRecord>;
  expireArtifact(id: number): void;
  /** Makes the environment, or replaces what protects it. */
  protectEnvironment(name: string, protection?: Protection): void;
  deleteEnvironment(name: string): void;
  /** Undefined deletes it. */
  setVariable(scope: 'repository' | 'organization', name: string, value: string | undefined): void;
  addRuleset(rules: {
    readonly name: string;
    readonly enforcement?: RulesetRecord['enforcement'];
    readonly branches?: readonly string[];
    readonly requiredChecks: RulesetRecord['requiredChecks'];
  }): void;
  /** The event only; no run is started. */
  dispatch(
    by: string,
    workflow: string,
    inputs?: Readonly<Record<string, string>>,
    ref?: string,
  ): GitHubEvent;
  repositoryDispatch(by: string, eventType: string, clientPayload?: Json): GitHubEvent;
}

export function createActionsActs(forge: Forge): ActionsActs {
  const { state } = forge.store;
  return {
    startRun: async (run) => (await newRun(forge, run)).id,
    changeRun: (id, { triggeringActor, ...change }) => {
      const actor =
        triggeringActor === undefined ? {} : { triggeringActor: accountOf(forge, triggeringActor) };
      changeRun(forge, findRun(forge, String(id)), { ...change, ...actor });
    },
    reviewRun: (runId, { by, environment, state: answer, comment = '' }) => {
      const reviewer = accountOf(forge, by);
      state.reviews.push({ runId, environment, state: answer, reviewer, comment });
      forge.store.save();
    },
    uploadArtifact: (upload) => newArtifact(forge, upload),
    expireArtifact: (id) => {
      for (const artifact of state.artifacts) if (artifact.id === id) artifact.expired = true;
      forge.store.save();
    },
    ...settings(forge),
    dispatch: (by, workflow, inputs = {}, ref) =>
      workflowDispatchEvent(forge, accountOf(forge, by), workflow, inputs, ref),
    repositoryDispatch: (by, eventType, clientPayload = {}) =>
      repositoryDispatchEvent(forge, accountOf(forge, by), eventType, clientPayload),
  };
}

function settings(
  forge: Forge,
): Pick<ActionsActs, 'protectEnvironment' | 'deleteEnvironment' | 'setVariable' | 'addRuleset'> {
  const { state } = forge.store;
  return {
    protectEnvironment: (name, protection = {}) => protect(forge, name, protection),
    deleteEnvironment: (name) => {
      state.environments = state.environments.filter((found) => !sameName(found.name, name));
      forge.store.save();
    },
    setVariable: (scope, name, value) => {
      state.variables = state.variables.filter(
        (variable) => variable.scope !== scope || !sameName(variable.name, name),
      );
      const now = forge.now();
      if (value !== undefined)
        state.variables.push({
          scope,
          name: name.toUpperCase(),
          value,
          createdAt: now,
          updatedAt: now,
        });
      forge.store.save();
    },
    addRuleset: ({ name, enforcement = 'active', branches, requiredChecks }) => {
      const now = forge.now();
      state.rulesets.push({
        id: forge.store.nextId(),
        name,
        enforcement,
        branches: [...(branches ?? [forge.repository.defaultBranch])],
        requiredChecks: [...requiredChecks],
        createdAt: now,
        updatedAt: now,
      });
      forge.store.save();
    },
  };
}

function protect(forge: Forge, name: string, protection: Protection): void {
  const { state } = forge.store;
  const existing = state.environments.find((found) => sameName(found.name, name));
  const { reviewers = [], branches = 'any' } = protection;
  state.environments = [
    ...state.environments.filter((found) => found !== existing),
    {
      id: existing?.id ?? forge.store.nextId(),
      name: existing?.name ?? name,
      reviewers: reviewers.map((login) => accountOf(forge, login)),
      preventSelfReview: protection.preventSelfReview ?? false,
      waitMinutes: protection.waitMinutes ?? 0,
      branches,
      adminsCanBypass: protection.adminsCanBypass ?? true,
      createdAt: existing?.createdAt ?? forge.now(),
      updatedAt: laterThan(forge, existing?.createdAt ?? ''),
    },
  ];
  forge.store.save();
}
