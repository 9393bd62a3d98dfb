import { Failure } from '../../domain/failure.ts';
import type { EnvironmentProtection, GitHubReadiness } from '../../plugins/github/readiness.ts';
import { type Check, green, red, skipped } from './check.ts';
import { allowBranch, type GitHubSetUp, protectEnvironment, requireCheck } from './gh-calls.ts';

/** Name of the check that people make a required one. */
const checkName = 'PatchPlane';

/** Whether the repository keeps what PatchPlane promises: asked by reads, judged here. */
export async function checkGitHub(
  github: GitHubReadiness,
  setUp: GitHubSetUp,
): Promise<readonly Check[]> {
  const branch = await answered('token', () => github.readDefaultBranch());
  if (typeof branch !== 'string') return [branch];
  const parts = await Promise.all([
    asked('token', () => checkReads(github, branch)),
    asked('environment-protection', () => checkProtection(github, setUp, branch)),
    asked('publish-secret', () => checkSecrets(github, setUp)),
    asked('required-check', () => checkRequired(github, setUp, branch)),
  ]);
  return parts.flat();
}

async function checkReads(github: GitHubReadiness, branch: string): Promise<readonly Check[]> {
  return (await github.probeReads(branch)).map(({ permission, problem }) =>
    problem === undefined
      ? green('token', `reads with ${permission}`)
      : red('token', problem, `Give the job \`permissions: ${permission}\` (or write).`),
  );
}

async function checkProtection(
  github: GitHubReadiness,
  setUp: GitHubSetUp,
  branch: string,
): Promise<readonly Check[]> {
  const id = 'environment-protection';
  const name = JSON.stringify(setUp.environment);
  const protection = await github.readEnvironment(setUp.environment);
  if (!protection) {
    const detail = `there is no environment ${name}; GitHub would make one without protection as soon as a job names it`;
    return [red(id, detail, protectEnvironment(setUp, branch))];
  }
  const faults = faultsOf(protection, branch);
  if (faults.length === 0)
    return [green(id, `${name} has reviewers, allows ${branch} only, and no way around them`)];
  return faults.map(({ detail, allow }) =>
    red(id, `${name} ${detail}`, (allow ? allowBranch : protectEnvironment)(setUp, branch)),
  );
}

interface Fault {
  readonly detail: string;
  /** The policy is right, its list of branches is not. */
  readonly allow?: boolean;
}

/** What nobody can see counts as open. */
function faultsOf(
  { reviewers, branches, adminsCanBypass }: EnvironmentProtection,
  branch: string,
): readonly Fault[] {
  const faults: Fault[] = [];
  if (reviewers === 0) faults.push({ detail: 'has no required reviewers: nobody is asked' });
  if (branches === 'any')
    faults.push({ detail: 'can be used from any branch, so any branch can bring a workflow' });
  else if (branches === 'protected')
    faults.push({ detail: `can be used from every protected branch, not from ${branch} only` });
  else if (branches.length !== 1 || branches[0] !== branch)
    faults.push({
      detail: `allows other names than ${branch} (${branches.length} patterns)`,
      allow: true,
    });
  if (adminsCanBypass !== false)
    faults.push({
      detail:
        adminsCanBypass === true
          ? 'lets administrators pass without a review'
          : 'does not say whether administrators may pass without a review',
    });
  return faults;
}

const publishing = /PRIVATE_KEY|PUBLISH/;

async function checkSecrets(
  github: GitHubReadiness,
  { environment }: GitHubSetUp,
): Promise<readonly Check[]> {
  const id = 'publish-secret';
  const names = await github.listRepositorySecrets();
  if (!names)
    return [skipped(id, 'this token may not list secrets; look at Settings > Secrets yourself')];
  const wide = names.filter((name) => publishing.test(name));
  if (wide.length === 0) return [green(id, 'no secret for publishing is open to every workflow')];
  return wide.map((name) =>
    red(
      id,
      `the secret ${name} is open to every workflow of the repository`,
      `gh secret set ${name} --env '${environment.replaceAll("'", "'\\''")}'\ngh secret delete ${name}`,
    ),
  );
}

async function checkRequired(
  github: GitHubReadiness,
  setUp: GitHubSetUp,
  branch: string,
): Promise<readonly Check[]> {
  const id = 'required-check';
  const ours = (await github.listRequiredChecks(branch)).filter(
    ({ context }) => context === checkName,
  );
  const fix = requireCheck(setUp, checkName);
  if (ours.length === 0) return [red(id, `${branch} does not require the check ${checkName}`, fix)];
  const pinned = ours.find(({ appId }) => appId === setUp.appId);
  if (pinned) return [green(id, `${checkName} is required on ${branch}, from App ${setUp.appId}`)];
  const detail = ours.every(({ appId }) => appId === undefined)
    ? `${checkName} is required on ${branch}, but anybody with a token may post it`
    : `${checkName} is required on ${branch} from another App than ${setUp.appId}`;
  return [red(id, detail, fix)];
}

async function asked(id: string, ask: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  const checks = await answered(id, ask);
  return 'status' in checks ? [checks] : checks;
}

/** GitHub's refusal is a red line like every other; nothing else stops because of it. */
async function answered<Answer>(id: string, ask: () => Promise<Answer>): Promise<Answer | Check> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return red(id, error.tell, 'Set GITHUB_TOKEN to a token that may read this, and ask again.');
  }
}
