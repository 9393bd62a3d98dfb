import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '../../../action/core/workflows/verify/verify.ts';
import { RepositoryConfig } from '../../../action/domain/repository-config.ts';
import {
  fixPlan,
  type VerificationPlan,
  type VerificationRequirement,
} from '../../../action/domain/verification.ts';
import { knownOf } from './known.ts';
import { changesOf, commitFiles, createLocalBench, git, patchOf } from './local-bench.ts';

type Files = Readonly<Record<string, string | null>>;

/** A plan of checks of which a test says only what matters to it. */
export function planOf(
  requirements: readonly Partial<VerificationRequirement>[],
  more: Partial<VerificationPlan> = {},
): VerificationPlan {
  return fixPlan({
    version: 1,
    sources: [],
    guessed: false,
    ...more,
    requirements: requirements.map((requirement, at) => ({
      key: `check-${at + 1}`,
      label: 'a check',
      kind: 'test',
      required: true,
      command: ['true'],
      report: 'exit-code',
      timeoutSeconds: 60,
      ...requirement,
    })),
  });
}

/** Runs a plan on two commits of a little repository. */
export async function verified(
  plan: VerificationPlan,
  before: Files,
  change: Files,
  setup?: string[][],
) {
  const repository = mkdtempSync(join(tmpdir(), 'patchplane-plan-'));
  try {
    git(repository, 'init', '--quiet', '--initial-branch=main');
    return await verifiedIn(repository, plan, [before, change], setup);
  } finally {
    rmSync(repository, { recursive: true, force: true });
  }
}

async function verifiedIn(
  repository: string,
  plan: VerificationPlan,
  [before, change]: readonly [Files, Files],
  setup: string[][] | undefined,
) {
  const from = commitFiles(repository, before);
  const to = commitFiles(repository, change);
  const known = knownOf({
    commit: from.commit,
    baseTree: from.tree,
    resultTree: to.tree,
    patch: patchOf(repository, from.tree, to.tree),
    changes: changesOf(repository, from.tree, to.tree),
    plan,
  });
  const config = RepositoryConfig.parse({ version: 1, environment: { setup } });
  const trusted = { ...known.base.trusted, readBaseFile: async () => undefined };
  const bench = createLocalBench(repository);
  const outcome = await verify(
    { ...known, base: { ...known.base, config, trusted } },
    { sandbox: bench },
  );
  const verification = outcome.add?.verification;
  if (!verification) throw new Error(JSON.stringify('stop' in outcome && outcome.stop));
  return { verification, outcome, bench };
}

/** A check that is a script for Node. */
export const node = (script: string, ...rest: string[]) => ['node', '-e', script, ...rest];
