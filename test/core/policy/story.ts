import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPolicyService } from '../../../action/core/policy/policy-service.ts';
import type { TrustedRepository } from '../../../action/core/services/source-control-service.ts';
import { evaluate } from '../../../action/core/workflows/evaluate/evaluate.ts';
import type { VerifySandboxes } from '../../../action/core/workflows/verify/place.ts';
import { verify } from '../../../action/core/workflows/verify/verify.ts';
import type { VerificationPlan } from '../../../action/domain/verification.ts';
import { createTrustedGit } from '../../../action/plugins/git/create-trusted-git.ts';
import { agent } from '../evaluate/judged.ts';
import { knownOf } from '../verify/known.ts';
import { commitFiles, createLocalBench, git, patchOf } from '../verify/local-bench.ts';
import { verificationOf } from './sample.ts';

export interface Story {
  readonly base: Readonly<Record<string, string>>;
  /** Contents by path; null deletes. */
  readonly change: Readonly<Record<string, string | null>>;
  /** What runs on both commits; a story that is about neither has one check that passed. */
  readonly plan?: VerificationPlan;
  /** What the agent says at the end. */
  readonly says?: string;
  /** Whether the sandboxes of the plan were proven to be shut in. */
  readonly egress?: 'enforced' | 'unverified';
}

/**
 * A change as it is judged: two commits of ordinary git, their patch applied by the trusted side,
 * the plan run on both by a test runner of this machine, facts from the object store, the built-in policy. Answers with the
 * verdict, and with its findings in one line each: `rule effect place: message`.
 */
export async function told(story: Story) {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-story-'));
  try {
    git(folder, 'init', '--quiet', '--initial-branch=main');
    const { commit, tree } = commitFiles(folder, story.base);
    const patch = patchOf(folder, tree, commitFiles(folder, story.change).tree);
    const trusted = await createTrustedGit({
      cloneUrl: () => `file://${folder}`,
      allowedProtocols: ['file'],
    }).open(
      { externalId: '1', owner: 'octo', name: 'sample' },
      { commit, tree, ref: 'refs/heads/main' },
    );
    return await judged(story, trusted, patch, folder).finally(() => trusted.close());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judged(
  { plan, says, egress = 'enforced' }: Story,
  trusted: TrustedRepository,
  patch: Uint8Array,
  folder: string,
) {
  const derivation = await trusted.applyPatch(patch);
  if (derivation.kind === 'refused') throw new Error(derivation.because);
  const { resultTree, patchSha256, changes, stats } = derivation.derived;
  const known = knownOf({
    ...{ commit: trusted.base.commit, baseTree: trusted.base.tree, resultTree },
    ...{ patch: derivation.derived.patch, changes, ...(plan && { plan }) },
  });
  const { commit: baseSha, tree: baseTree } = trusted.base;
  const set = { ...known.candidate.set, ...{ baseSha, baseTree, patchSha256, stats } };
  const parts = {
    ...known,
    base: { ...known.base, trusted },
    candidate: { ...known.candidate, set },
    agent: { ...agent, finalMessage: says },
  };
  const { add, sandboxes = [] } = plan
    ? await verify(parts, { sandbox: benchOf(folder, egress) })
    : { add: { verification: verificationOf() } };
  if (!add?.verification) throw new Error('the story was not verified');
  const outcome = await evaluate(
    { ...parts, verification: add.verification },
    { policy: createPolicyService() },
    { evidence: [], sandboxes },
  );
  const verdict = outcome.add?.verdict;
  if (!verdict) throw new Error('the story was not judged');
  return { ...verdict, lines: verdict.findings.map(lineOf) };
}

function lineOf(finding: {
  readonly rule: string;
  readonly effect: string;
  readonly message: string;
  readonly path?: string | undefined;
  readonly startLine?: number | undefined;
}): string {
  const { rule, effect, message, path, startLine } = finding;
  const place = `${path ?? ''}${startLine === undefined ? '' : `:${startLine}`}`;
  return `${rule} ${effect}${place && ` ${place}`}: ${message}`;
}

function benchOf(folder: string, egress: 'enforced' | 'unverified'): VerifySandboxes {
  const bench = createLocalBench(folder);
  return {
    ...bench,
    async provision(request) {
      const sandbox = await bench.provision(request);
      return { ...sandbox, egress: { status: egress, probes: [], refused: null } };
    },
  };
}
