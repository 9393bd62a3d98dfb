import type { RunRecord, RunStatus } from './actions-records.ts';
import { type Forge, laterThan } from './forge.ts';
import { resolveCommit } from './git-objects.ts';
import { accountOf } from './people.ts';

export interface NewRun {
  /** Any number will do; some stand for a run that is known under it already. */
  readonly id?: number;
  /** `.github/workflows/patchplane.yml`. */
  readonly path: string;
  readonly name?: string;
  readonly event: string;
  /** Logins; without a triggering actor it is the actor. */
  readonly actor: string;
  readonly triggeringActor?: string;
  readonly attempt?: number;
  readonly status?: RunStatus;
  readonly conclusion?: string;
  /** The default branch, unless another one is named. */
  readonly headBranch?: string | null;
  readonly headSha?: string;
  readonly headRepositoryId?: number;
}

/** Adds a workflow run; nothing is executed. */
export async function newRun(forge: Forge, draft: NewRun): Promise<RunRecord> {
  const { repository, store } = forge;
  const branch = draft.headBranch === undefined ? repository.defaultBranch : draft.headBranch;
  const now = forge.now();
  const run: RunRecord = {
    id: draft.id ?? store.nextId(),
    number: store.state.runs.length + 1,
    attempt: draft.attempt ?? 1,
    name: draft.name ?? draft.path,
    path: draft.path,
    event: draft.event,
    status: draft.status ?? 'in_progress',
    conclusion: draft.conclusion ?? null,
    headBranch: branch,
    headSha: draft.headSha ?? (await headSha(forge, branch ?? repository.defaultBranch)),
    headRepositoryId: draft.headRepositoryId ?? repository.id,
    actor: accountOf(forge, draft.actor),
    triggeringActor: accountOf(forge, draft.triggeringActor ?? draft.actor),
    createdAt: now,
    updatedAt: now,
  };
  store.state.runs.push(run);
  store.save();
  return run;
}

export function changeRun(
  forge: Forge,
  run: RunRecord,
  change: Partial<Pick<RunRecord, 'status' | 'conclusion' | 'attempt' | 'triggeringActor'>>,
): void {
  Object.assign(run, change, { updatedAt: laterThan(forge, run.updatedAt) });
  forge.store.save();
}

async function headSha({ git }: Forge, branch: string): Promise<string> {
  const sha = await resolveCommit(git, branch);
  if (sha === undefined) throw new TypeError(`there is no branch ${branch}`);
  return sha;
}
